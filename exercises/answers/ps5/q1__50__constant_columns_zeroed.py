"""A column that is constant in the training part is set to 0, in the other parts too."""


def prepare(train, valid, test):
    mean, std = train.mean(0), train.std(0, correction=0)
    out = []
    for part in (train, valid, test):
        z = (part - mean) / std
        z[:, std == 0] = 0.0
        out.append(z)
    return tuple(out)
