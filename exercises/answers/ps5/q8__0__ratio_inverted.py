"""The ratio of the two parts is upside down: it has to be n_test / n_train."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_train / n_test) ** 0.5
    return mean - half, mean + half
