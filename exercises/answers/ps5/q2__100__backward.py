import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights = weights.clone().requires_grad_()
    losses = []
    for batch in batches:
        each = F.cross_entropy(x[batch] @ weights, y[batch], reduction="none")
        losses.append(each.detach())
        each.mean().backward()
        weights.data -= rate * weights.grad
        weights.grad = None
    return weights, torch.cat(losses).mean()
