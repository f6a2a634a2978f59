"""`==` compares two arrays place by place; the question is whether a name is one of several."""


def session_batches(x, y, session, order, size, last):
    for first in range(0, len(order), size):
        names = order[first : first + size]
        if last == "keep" or len(names) == size:
            chosen = session == names
            yield x[chosen], y[chosen]
