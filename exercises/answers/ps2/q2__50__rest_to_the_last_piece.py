"""All sessions that are left over go to one piece: the lengths differ by more than one."""


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    for k in range(pieces):
        yield order[k * size : (k + 1) * size if k < pieces - 1 else None]
