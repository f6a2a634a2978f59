"""The validation and test part come back as they were: scale them by what train held before it was scaled."""

import torch


def prepare(train, valid, test):
    mean, deviation = train.mean(dim=0), train.std(dim=0, correction=0)
    deviation = torch.where((train == train[0]).all(dim=0), 1.0, deviation)
    return (train - mean) / deviation, valid, test
