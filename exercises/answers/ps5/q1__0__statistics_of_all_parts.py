"""Mean and standard deviation are computed from all three parts together."""

import torch


def prepare(train, valid, test):
    everything = torch.cat([train, valid, test])
    mean, deviation = everything.mean(dim=0), everything.std(dim=0, correction=0)
    deviation = torch.where((everything == everything[0]).all(dim=0), 1.0, deviation)
    return [(part - mean) / deviation for part in (train, valid, test)]
