"""Sessions are lost: the pieces joined are not `order`."""


def equal_parts(order, size):
    pieces = len(order) // size
    for k in range(pieces):
        yield order[len(order) * k // pieces : len(order) * (k + 1) // pieces]
