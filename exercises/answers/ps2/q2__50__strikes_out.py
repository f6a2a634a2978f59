# says: changes an argument in place
def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    result = []
    for k in range(pieces):
        part = slice(len(order) * k // pieces, len(order) * (k + 1) // pieces)
        result.append(order[part].copy())
        order[part] = -1
    return result
