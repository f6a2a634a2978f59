def interval(differences, n_train, n_test, t):
    differences = differences.float()
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    return mean - half, mean + half
