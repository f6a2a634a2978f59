"""Mean and half-width come out; it has to be the two ends."""


def interval(differences, n_train, n_test, t):
    J = differences.numel()
    half = t * differences.std() * (1 / J + n_test / n_train) ** 0.5
    return differences.mean(), half
