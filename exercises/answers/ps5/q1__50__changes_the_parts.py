# says: changes an argument in place
import torch


def prepare(train, valid, test):
    mean, deviation = train.mean(dim=0), train.std(dim=0, correction=0)
    deviation = torch.where((train == train[0]).all(dim=0), 1.0, deviation)
    for part in (train, valid, test):
        part -= mean
        part /= deviation
    return train, valid, test
