"""s is divided by the root of 1 - rho as well; n_test / n_train holds that already."""


def interval(differences, n_train, n_test, t):
    J = len(differences)
    rho = n_test / (n_train + n_test)
    s = differences.std() / (1 - rho) ** 0.5
    half = t * s * (1 / J + n_test / n_train) ** 0.5
    mean = differences.mean()
    return mean - half, mean + half
