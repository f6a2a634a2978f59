"""The variance is taken where the standard deviation has to be."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.var()
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
