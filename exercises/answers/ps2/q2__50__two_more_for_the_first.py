"""The longer pieces are two longer than the others: the lengths differ by more than one."""


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    rest, first = len(order) - pieces * (len(order) // pieces), 0
    for k in range(pieces):
        more = min(rest, 2)
        end = first + len(order) // pieces + more
        yield order[first:end]
        first, rest = end, rest - more
