"""The last batch is filled up with examples from the beginning, which then count twice."""

import torch
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    loss, accuracy = 0.0, 0.0
    batches = -(-len(x) // size)
    for start in range(0, len(x), size):
        batch = torch.arange(start, start + size) % len(x)
        scores = x[batch] @ weights
        loss += F.cross_entropy(scores, y[batch]).item() / batches
        accuracy += (scores.argmax(dim=1) == y[batch]).double().mean().item() / batches
    return loss, accuracy
