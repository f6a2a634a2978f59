"""Every update uses all n examples instead of its batch."""

import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    for batch in batches:
        loss = F.cross_entropy(x @ weights, y)
        (gradient,) = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            weights -= rate * gradient
        total += loss.item() * len(batch)
    return weights.detach(), total / sum(map(len, batches))
