"""1 / J is 1 / (J - 1) here: the correction of s is in .std() already."""


def interval(differences, n_train, n_test, t):
    J = len(differences)
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / (J - 1) + n_test / n_train) ** 0.5
    return mean - half, mean + half
