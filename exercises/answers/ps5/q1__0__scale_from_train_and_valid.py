"""Mean and standard deviation are computed from the training and the validation part together."""

import torch


def prepare(train, valid, test):
    known = torch.cat([train, valid])
    mean, std = known.mean(0), known.std(0, correction=0)
    std = torch.where((train == train[0]).all(0), 1.0, std)
    return [(part - mean) / std for part in (train, valid, test)]
