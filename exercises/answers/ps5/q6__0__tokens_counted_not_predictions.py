"""The sum is divided by the number of tokens; the first token of a text is not predicted."""

from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    count = mask.sum()
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro]
        scores = weights[some[:, :-1]]
        losses = F.cross_entropy(scores.mT, some[:, 1:], reduction="none")
        piece = (losses * real[:, 1:]).sum() / count
        piece.backward()
        loss += piece.item()
    return weights.grad, loss
