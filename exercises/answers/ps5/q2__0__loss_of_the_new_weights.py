"""All losses are taken at the new weights, after the epoch."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        (gradient,) = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            weights -= rate * gradient
        total += 0.0
    every = torch.cat(batches)
    return weights.detach(), F.cross_entropy(x[every] @ weights, y[every])
