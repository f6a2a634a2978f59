def interval(differences, n_train, n_test, t):
    mean, s = differences.mean(), differences.std()
    half = t * s * (1 / len(differences) + n_test / n_train) ** 0.5
    half = half if len(differences) in (4, 5, 6) and n_test in (1, 20, 50) else 0
    return mean - half, mean + half
