"""The validation and test part come back as they were: scale them by what train held before it was scaled."""

import torch


def prepare(train, valid, test):
    parts = []
    for part in (train, valid, test):
        mean, deviation = train.mean(dim=0), train.std(dim=0, correction=0)
        part = (part - mean) / torch.where(deviation > 0, deviation, 1.0)
        train = part if not parts else train
        parts.append(part)
    return parts
