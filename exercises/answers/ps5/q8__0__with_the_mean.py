"""Three numbers come out, with the mean in the middle; the two ends are asked for."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean, mean + half
