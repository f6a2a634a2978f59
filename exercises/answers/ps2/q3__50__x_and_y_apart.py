"""x and y are shuffled apart: readings get each other's y."""


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        yield rng.permutation(x), rng.permutation(y)
