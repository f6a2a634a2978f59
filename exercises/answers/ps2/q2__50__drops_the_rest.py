"""Sessions are lost: the pieces joined are not `order`."""


def equal_parts(order, size):
    for first in range(0, len(order) - size + 1, size):
        yield order[first : first + size]
