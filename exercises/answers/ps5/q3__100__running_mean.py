import torch
from torch.nn import functional as F


@torch.inference_mode()
def evaluate(weights, x, y, size):
    mean = torch.zeros(2, dtype=torch.float64)
    done = 0
    while done < len(x):
        scores, labels = x[done : done + size] @ weights, y[done : done + size]
        here = torch.stack(
            [F.nll_loss(scores.log_softmax(1), labels), (scores.topk(1).indices.flatten() == labels).double().mean()]
        )
        done += len(labels)
        mean += (here - mean) * len(labels) / done
    return mean[0].item(), mean[1].item()
