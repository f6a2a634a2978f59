"""The gradient is that of the last micro-batch: it is set to 0 before each, or backward is called after the loop."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        part = losses[real[:, 1:]].sum() / mask[:, 1:].sum()
        weights.grad = None
        part.backward()
        loss += part.item()
    return weights.grad, loss
