"""The standard deviation divides by n - 1; torch's std does so unless it is told correction=0."""

import torch


def prepare(train, valid, test):
    mean, deviation = train.mean(dim=0), train.std(dim=0)
    deviation = torch.where(deviation > 0, deviation, 1.0)
    return [(part - mean) / deviation for part in (train, valid, test)]
