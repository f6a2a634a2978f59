"""The correction is a factor 1 + n_test / n_train on the usual interval."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences)) ** 0.5 * (1 + n_test / n_train)
    return mean - half, mean + half
