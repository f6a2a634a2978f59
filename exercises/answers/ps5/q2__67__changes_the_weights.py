# says: changes an argument in place
import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights.requires_grad_()
    total = 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        (gradient,) = torch.autograd.grad(loss, weights)
        with torch.no_grad():
            weights -= rate * gradient
        total += loss.item() * len(batch)
    weights.requires_grad_(False)
    return weights, total / sum(map(len, batches))
