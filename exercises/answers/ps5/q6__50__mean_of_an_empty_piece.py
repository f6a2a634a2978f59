"""A micro-batch without a prediction has no mean: it is NaN, and stays NaN with a share of 0."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    total = mask[:, 1:].sum()
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        kept = losses[real[:, 1:]]
        piece = kept.mean() * len(kept) / total
        piece.backward()
        loss += piece.item()
    return weights.grad, loss
