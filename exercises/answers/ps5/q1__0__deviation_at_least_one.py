"""Standard deviations below 1 are taken for 1; only a column that is constant in the training part is not divided."""


def prepare(train, valid, test):
    mean = train.mean(dim=0)
    std = train.std(dim=0, correction=0).clamp(min=1)
    return (train - mean) / std, (valid - mean) / std, (test - mean) / std
