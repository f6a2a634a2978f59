"""The loss is a mean, the gradient is that of the sum: it has to be divided by the number of predictions too."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss, count = weights.clone().requires_grad_(), 0.0, 0
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        piece = losses[real[:, 1:]].sum()
        piece.backward()
        loss += piece.item()
        count += real[:, 1:].sum().item()
    return weights.grad, loss / count
