def interval(differences, n_train, n_test, t):
    apart = differences[:, None] - differences
    variance = (apart**2).sum() / (2 * len(differences) * (len(differences) - 1))
    half = t * (variance * (1 / len(differences) + n_test / n_train)).sqrt()
    return differences.mean() - half, differences.mean() + half
