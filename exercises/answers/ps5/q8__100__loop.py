def interval(differences, n_train, n_test, t):
    values = differences.tolist()
    mean = sum(values) / len(values)
    squares = sum((value - mean) ** 2 for value in values)
    variance = squares / (len(values) - 1)
    half = t * (variance / len(values) + variance * n_test / n_train) ** 0.5
    return [mean - half, mean + half]
