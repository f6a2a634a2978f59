"""s is divided by the root of J, and the bracket holds 1 / J once more."""


def interval(differences, n_train, n_test, t):
    J = len(differences)
    mean = differences.mean().item()
    standard_error = differences.std().item() / J**0.5
    half = t * standard_error * (1 / J + n_test / n_train) ** 0.5
    return mean - half, mean + half
