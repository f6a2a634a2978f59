import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    w, x = weights.to(torch.float32, copy=True).requires_grad_(), x.float()
    total = 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ w, y[batch])
        (gradient,) = torch.autograd.grad(loss, w)
        w = (w - rate * gradient).detach().requires_grad_()
        total += float(loss) * len(batch)
    return w, total / len(torch.cat(batches))
