# says: each piece has to be an array of shape (m,); one is a single number
def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    length, longer = divmod(len(order), pieces)
    return [length + (k < longer) for k in range(pieces)]
