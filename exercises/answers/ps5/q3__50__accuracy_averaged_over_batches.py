"""The accuracy is a mean of the batches' means; the loss is not.

Chapter 15, "The mean of means"
"""

import torch
from torch.nn import functional as F


def evaluate(weights, x, y, size):
    loss, accuracy, batches = 0.0, 0.0, 0
    with torch.no_grad():
        for start in range(0, len(x), size):
            scores, labels = x[start : start + size] @ weights, y[start : start + size]
            loss += F.cross_entropy(scores, labels).item() * len(labels)
            accuracy += (scores.argmax(dim=1) == labels).double().mean().item()
            batches += 1
    return loss / len(x), accuracy / batches
