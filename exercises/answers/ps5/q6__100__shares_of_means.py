import torch
from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    gradient, loss, total = 0.0, 0.0, mask[:, 1:].sum()
    leaf = weights.clone().requires_grad_()
    for some, real in zip(tokens.split(micro), mask[:, 1:].split(micro)):
        if real.any():
            mean = F.cross_entropy(leaf[some[:, :-1]][real], some[:, 1:][real])
            share = real.sum() / total
            gradient = gradient + share * torch.autograd.grad(mean, leaf)[0]
            loss = loss + share * mean.detach()
    return gradient, loss
