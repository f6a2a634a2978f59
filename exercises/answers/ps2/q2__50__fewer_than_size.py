"""With fewer names than `size` there is still one piece, with all of them; here the number of pieces is 0."""


def equal_parts(order, size):
    pieces = len(order) // size
    length, longer = divmod(len(order), pieces)
    first = 0
    for k in range(pieces):
        end = first + length + (k < longer)
        yield order[first:end]
        first = end
