"""The names in `order` are used as positions in x and y; `session` says which readings belong to a name."""


def session_batches(x, y, session, order, size, last):
    for first in range(0, len(order), size):
        names = order[first : first + size]
        if last == "keep" or len(names) == size:
            yield x[names], y[names]
