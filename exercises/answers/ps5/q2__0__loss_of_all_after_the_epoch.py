"""All losses are taken at the new weights, after the epoch."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights = weights.clone().requires_grad_()
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        (gradient,) = torch.autograd.grad(loss, weights)
        weights = (weights - rate * gradient).detach().requires_grad_()
    return weights, F.cross_entropy(x @ weights, y).item()
