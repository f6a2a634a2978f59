from torch.nn import functional as F


def prepare(train, valid, test):
    mean, variance = train.mean(0), train.var(0, unbiased=False)
    variance[train.amax(0) == train.amin(0)] = 1
    return [F.batch_norm(part, mean, variance, eps=0.0) for part in (train, valid, test)]
