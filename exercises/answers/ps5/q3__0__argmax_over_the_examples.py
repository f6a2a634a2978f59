"""The largest score is looked for among the examples instead of the classes."""

import torch
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    loss, accuracy = 0.0, 0.0
    for start in range(0, len(x), size):
        batch = slice(start, start + size)
        scores = x[batch] @ weights
        loss += F.cross_entropy(scores, y[batch], reduction="sum").item() / len(x)
        accuracy += (scores.argmax(dim=0)[y[batch]] == torch.arange(len(scores))).sum().item() / len(x)
    return loss, accuracy
