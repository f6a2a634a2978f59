# says: each piece has to be a pair of x and y, two arrays of one length; one has the shape (2,)
def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        yield order[first : first + size]
