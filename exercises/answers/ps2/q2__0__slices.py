# says: returns a slice
def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    return [slice(len(order) * k // pieces, len(order) * (k + 1) // pieces) for k in range(pieces)]
