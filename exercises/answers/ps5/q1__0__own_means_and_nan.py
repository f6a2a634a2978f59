"""From each part its own mean is subtracted."""


def prepare(train, valid, test):
    return [(part - part.mean(0)) / train.std(0, correction=0) for part in (train, valid, test)]
