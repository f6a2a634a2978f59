"""The gradients of all batches so far add up: backward adds to what .grad holds, so set it to zero for each batch."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        loss.backward()
        with torch.no_grad():
            weights -= rate * weights.grad
        total += loss.item() * len(batch)
    return weights, total / len(x)
