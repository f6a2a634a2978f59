"""A batch holds `size` readings; it has to hold all readings of `size` sessions."""


def session_batches(x, y, session, order, size, last):
    for first in range(0, len(x), size):
        if last == "keep" or first + size <= len(x):
            yield x[first : first + size], y[first : first + size]
