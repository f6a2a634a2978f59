"""The length of a piece is rounded up, so that the last one comes out more than one shorter than the others."""


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    length = -(-len(order) // pieces)
    for k in range(pieces):
        yield order[k * length : (k + 1) * length]
