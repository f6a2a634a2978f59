def prepare(train, valid, test):
    mean = train.float().mean(0)
    scale = (train.float() - mean).square().mean(0).sqrt()
    scale[scale < 1e-5] = 1
    return tuple((part.float() - mean) / scale for part in (train, valid, test))
