import torch


def prepare(train, valid, test):
    n = len(train)
    mean = train.mean(0)
    deviation = torch.zeros_like(mean)
    if n > 1:
        deviation = train.std(0) * ((n - 1) / n) ** 0.5
    varies = (train != train[0]).any(dim=0)
    return [torch.where(varies, (part - mean) / deviation, part - mean) for part in (train, valid, test)]
