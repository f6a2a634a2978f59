"""These are the lengths of the pieces; the question asks for the pieces themselves."""


def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    length, longer = divmod(len(order), pieces)
    return [length + (k < longer) for k in range(pieces)]
