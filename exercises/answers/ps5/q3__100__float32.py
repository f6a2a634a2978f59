import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset


def evaluate(weights, x, y, size):
    model = nn.Linear(*weights.shape, bias=False)
    model.weight.data = weights.detach().T.float()
    loss = right = 0.0
    with torch.inference_mode():
        for rows, classes in DataLoader(TensorDataset(x.float(), y), batch_size=size):
            scores = model(rows)
            loss += F.cross_entropy(scores, classes, reduction="sum").item()
            right += (scores.argmax(dim=1) == classes).sum().item()
    return loss / len(x), right / len(x)
