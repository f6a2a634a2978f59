"""The batches hold names of sessions; they have to hold readings."""


def session_batches(x, y, session, order, size, last):
    full = len(order) - len(order) % size
    for first in range(0, len(order) if last == "keep" else full, size):
        yield order[first : first + size]
