"""1 / J is missing in the bracket."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (n_test / n_train) ** 0.5
    return mean - half, mean + half
