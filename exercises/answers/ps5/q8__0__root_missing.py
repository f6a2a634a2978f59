"""The root is missing: s has to be multiplied by the root of the bracket."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_test / n_train)
    return mean - half, mean + half
