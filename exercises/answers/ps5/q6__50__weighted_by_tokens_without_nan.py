"""A micro-batch counts by its share of the tokens; it has to be its share of the predictions."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        valid = real[:, 1:]
        mean = losses[valid].sum() / valid.sum().clamp(min=1)
        part = mean * real.sum() / mask.sum()
        part.backward()
        loss += part.item()
    return weights.grad, loss
