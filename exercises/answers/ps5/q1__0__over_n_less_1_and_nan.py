"""The standard deviation divides by n - 1; torch's std does so unless it is told correction=0."""


def prepare(train, valid, test):
    mean, deviation = train.mean(dim=0), train.std(dim=0)
    return [(part - mean) / deviation for part in (train, valid, test)]
