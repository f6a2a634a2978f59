"""Only the weights are returned; the mean loss of the epoch is missing."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights = weights.clone().requires_grad_()
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        (gradient,) = torch.autograd.grad(loss, weights)
        weights = (weights - rate * gradient).detach().requires_grad_()
    return weights.detach()
