"""The correction is divided by J, as if splits were independent."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_test / n_train / len(differences)) ** 0.5
    return mean - half, mean + half
