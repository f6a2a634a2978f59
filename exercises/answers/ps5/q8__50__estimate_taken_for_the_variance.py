"""The square of s is taken for the variance, but estimates 1 - rho of it: divide it by 1 - rho."""


def interval(differences, n_train, n_test, t):
    J = len(differences)
    rho = n_test / (n_train + n_test)
    variance = differences.var() * ((1 - rho) / J + rho)
    mean = differences.mean()
    return mean - t * variance.sqrt(), mean + t * variance.sqrt()
