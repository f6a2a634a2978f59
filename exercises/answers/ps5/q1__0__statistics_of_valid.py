"""Mean and standard deviation are those of the validation part."""

import torch


def prepare(train, valid, test):
    mean, deviation = valid.mean(dim=0), valid.std(dim=0, correction=0)
    deviation = torch.where((valid == valid[0]).all(dim=0), 1.0, deviation)
    return [(part - mean) / deviation for part in (train, valid, test)]
