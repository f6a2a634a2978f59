"""The names are dealt out like cards: the pieces joined are not `order`."""


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    return [order[k::pieces] for k in range(pieces)]
