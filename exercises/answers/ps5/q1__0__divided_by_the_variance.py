"""The columns are divided by the variance; the standard deviation is its square root."""

import torch


def prepare(train, valid, test):
    mean, deviation = train.mean(dim=0), train.var(dim=0, correction=0)
    deviation = torch.where((train == train[0]).all(dim=0), 1.0, deviation)
    return [(part - mean) / deviation for part in (train, valid, test)]
