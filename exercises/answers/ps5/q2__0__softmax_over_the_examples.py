"""softmax runs over the examples of the batch instead of the classes."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    for batch in batches:
        loss = -F.log_softmax(x[batch] @ weights, dim=0)[range(len(batch)), y[batch]].mean()
        (gradient,) = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            weights -= rate * gradient
        total += loss.item() * len(batch)
    return weights.detach(), total / sum(map(len, batches))
