"""These are squared distances; a root is missing."""


def distances(history, minimum):
    squares = ((history - minimum) ** 2).sum(axis=1)
    return squares / squares[0]
