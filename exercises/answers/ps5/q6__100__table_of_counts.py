import torch


def accumulate(weights, tokens, mask, micro):
    counts, v = torch.zeros_like(weights), len(weights)
    for some, real in zip(tokens.split(micro), mask[:, 1:].split(micro)):
        pairs = v * some[:, :-1][real] + some[:, 1:][real]
        counts += torch.bincount(pairs, minlength=v * v).reshape(v, v)
    counts /= counts.sum()
    logs = weights.log_softmax(1)
    return counts.sum(1, keepdim=True) * logs.exp() - counts, -(counts * logs).sum()
