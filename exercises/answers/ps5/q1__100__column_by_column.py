def prepare(train, valid, test):
    results = [part.tolist() for part in (train, valid, test)]
    for j in range(train.shape[1]):
        column = [row[j] for row in train.tolist()]
        mean = sum(column) / len(column)
        square = sum((value - mean) ** 2 for value in column) / len(column)
        for part in results:
            for row in part:
                row[j] = (row[j] - mean) / (square**0.5 if max(column) > min(column) else 1)
    return results
