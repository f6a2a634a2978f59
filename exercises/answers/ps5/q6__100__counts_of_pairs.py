import torch


def accumulate(weights, tokens, mask, micro):
    v = len(weights)
    pairs = torch.zeros(v * v, dtype=weights.dtype)
    for some, real in zip(tokens.split(micro), mask.split(micro)):
        here = (some[:, :-1] * v + some[:, 1:])[real[:, 1:]]
        pairs += torch.bincount(here, minlength=v * v)
    pairs = (pairs / pairs.sum()).view(v, v)
    logs = weights.log_softmax(1)
    return pairs.sum(1, keepdim=True) * logs.exp() - pairs, -(pairs * logs).sum()
