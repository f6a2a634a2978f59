"""The readings are shuffled one by one: the sessions are torn apart.

Chapter 5, "An iterator cuts one order into batches"
"""


def shuffled_epochs(x, y, session, epochs, rng):
    for _ in range(epochs):
        rows = rng.permutation(len(x))
        yield x[rows], y[rows]
