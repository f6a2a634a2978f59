"""s stands inside the root; it has to stand before it."""


def interval(differences, n_train, n_test, t):
    J = len(differences)
    mean, s = differences.mean(), differences.std()
    half = t * (s * (1 / J + n_test / n_train)) ** 0.5
    return mean - half, mean + half
