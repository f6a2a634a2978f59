# says: returns None
def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    parts = [order[len(order) * k // pieces : len(order) * (k + 1) // pieces] for k in range(pieces)]
