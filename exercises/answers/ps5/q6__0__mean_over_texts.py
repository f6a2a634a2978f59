"""The mean of each text is taken first, so that a prediction in a short text counts more."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        each = (losses * real[:, 1:]).sum(1) / real[:, 1:].sum(1).clamp(min=1)
        part = each.sum() / mask[:, 1:].any(1).sum()
        part.backward()
        loss += part.item()
    return weights.grad, loss
