def equal_parts(order, size):
    pieces = len(order) // size
    if pieces <= 1:
        yield order
    else:
        first = len(order) // pieces
        yield order[:first]
        yield from equal_parts(order[first:], size)
