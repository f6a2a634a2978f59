# says: wrong shape (1, 6), expected shape (3, 2)
def equal_parts(order, size):
    yield order
