"""The new weights are the result of a computation, whose .grad stays None; update in place, under torch.no_grad()."""

from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, total = weights.clone().requires_grad_(), 0.0
    for batch in batches:
        loss = F.cross_entropy(x[batch] @ weights, y[batch])
        loss.backward()
        weights = weights - rate * weights.grad
        weights.grad.zero_()
        total += loss.item() * len(batch)
    return weights.detach(), total / sum(map(len, batches))
