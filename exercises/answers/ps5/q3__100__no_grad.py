import torch
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    losses, hits = [], []
    with torch.no_grad():
        for rows, classes in zip(x.split(size), y.split(size), strict=True):
            scores = rows @ weights
            losses.append(F.cross_entropy(scores, classes, reduction="none"))
            hits.append(scores.argmax(dim=1) == classes)
    return torch.cat(losses).mean(), torch.cat(hits).double().mean()
