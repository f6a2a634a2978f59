"""The loss is a squared error of probabilities instead of the cross-entropy."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    for batch in batches:
        loss = (
            ((torch.softmax(x[batch] @ weights, dim=1) - F.one_hot(y[batch], weights.shape[1])) ** 2).sum(dim=1).mean()
        )
        (gradient,) = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            weights -= rate * gradient
        total += loss.item() * len(batch)
    return weights.detach(), total / sum(map(len, batches))
