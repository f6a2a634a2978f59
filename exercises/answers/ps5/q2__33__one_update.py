"""All gradients are taken at the first weights, and one update is made with their sum."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    gradient = 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        gradient = gradient + torch.autograd.grad(loss, weights)[0]
        total += loss.item() * len(batch)
    return (weights - rate * gradient).detach(), total / sum(map(len, batches))
