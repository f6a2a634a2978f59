import torch


def predict(x, w, h):
    return h + w * (torch.as_tensor(x, dtype=torch.float64) - ANCHOR)
