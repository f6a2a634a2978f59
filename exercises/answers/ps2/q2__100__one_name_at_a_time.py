def equal_parts(order, size):
    pieces = max(1, len(order) // size)
    length, longer = len(order) // pieces, len(order) % pieces
    piece = []
    for name in order:
        piece.append(int(name))
        if len(piece) == length + (longer > 0):
            yield piece
            piece, longer = [], longer - 1
