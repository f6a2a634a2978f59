"""Neighbouring pieces share a name."""


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    for k in range(pieces):
        yield order[len(order) * k // pieces : len(order) * (k + 1) // pieces + 1]
