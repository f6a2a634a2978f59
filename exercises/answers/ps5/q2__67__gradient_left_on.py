# says: changes whether an argument requires a gradient
import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights.requires_grad_()
    first, weights, total = weights, weights.detach().clone().requires_grad_(), 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        (gradient,) = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            weights -= rate * gradient
        total += loss.item() * len(batch)
    return weights.detach(), total / sum(map(len, batches))
