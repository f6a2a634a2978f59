import torch
from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    total, loss = 0, 0
    gradient = torch.zeros_like(weights)
    for start in range(0, len(tokens), micro):
        w = weights.detach().clone().requires_grad_()
        some, real = tokens[start : start + micro], mask[start : start + micro]
        targets = some.masked_fill(~real, -100)[:, 1:]
        piece = F.cross_entropy(w[some[:, :-1]].flatten(0, 1), targets.flatten(), ignore_index=-100, reduction="sum")
        gradient = gradient + torch.autograd.grad(piece, w)[0]
        loss = loss + piece.detach()
        total = total + (targets != -100).sum()
    return gradient / total, loss / total
