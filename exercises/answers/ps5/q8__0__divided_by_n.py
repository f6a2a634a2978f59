"""The standard deviation divides by J; it has to divide by J - 1."""


def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std(correction=0)
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
