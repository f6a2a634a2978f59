# says: ZeroDivisionError
def equal_parts(order, size):
    pieces = len(order) // size
    length, longer = divmod(len(order), pieces)
    first = 0
    for k in range(pieces):
        end = first + length + (k < longer)
        yield order[first:end]
        first = end
