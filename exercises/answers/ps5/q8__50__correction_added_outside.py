"""n_test / n_train is added outside the root."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (len(differences) ** -0.5 + n_test / n_train)
    return mean - half, mean + half
