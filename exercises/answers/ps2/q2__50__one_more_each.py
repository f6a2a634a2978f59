"""Names are lost: more are left over than one more for each piece can take."""


def equal_parts(order, size):
    pieces, rest = divmod(len(order), size)
    first = 0
    for k in range(max(1, pieces)):
        end = first + size + (k < rest)
        yield order[first:end]
        first = end
