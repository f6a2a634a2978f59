"""The roots of the two terms are added; the root belongs around their sum."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (len(differences) ** -0.5 + (n_test / n_train) ** 0.5)
    return mean - half, mean + half
