"""The usual interval comes out, without the correction n_test / n_train."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences)) ** 0.5
    return mean - half, mean + half
