"""t is not used."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
