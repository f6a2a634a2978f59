"""Mean and standard deviation are computed from the training and the validation part together."""

import torch


def prepare(train, valid, test):
    known = torch.cat([train, valid])
    mean, deviation = known.mean(dim=0), known.std(dim=0, correction=0)
    deviation = torch.where((known == known[0]).all(dim=0), 1.0, deviation)
    return [(part - mean) / deviation for part in (train, valid, test)]
