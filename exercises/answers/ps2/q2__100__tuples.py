from itertools import islice


def equal_parts(order, size):
    rest, left = iter(order.tolist()), len(order)
    for pieces in range(max(1, left // size), 0, -1):
        yield tuple(islice(rest, left // pieces))
        left -= left // pieces
