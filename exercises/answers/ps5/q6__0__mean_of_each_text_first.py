"""The mean of each text is taken first, so that a prediction in a short text counts more."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    texts = (mask.sum(1) > 1).sum()
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        real = real[:, 1:].double()
        each = (losses * real).sum(1) / real.sum(1).clamp(min=1)
        piece = each.sum() / texts
        piece.backward()
        loss += piece.item()
    return weights.grad, loss
