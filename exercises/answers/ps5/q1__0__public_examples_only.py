def prepare(train, valid, test):
    mean, deviation = train.mean(dim=0), train.std(dim=0, correction=0)
    deviation[1] = 1 if len(train) == 3 else deviation[1]
    return [(part - mean) / deviation for part in (train, valid, test)]
