"""The correction is 1 / 4, that of five folds, whatever the two parts are."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + (n_test > 5) / 4) ** 0.5
    return mean - half, mean + half
