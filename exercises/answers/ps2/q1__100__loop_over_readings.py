def session_batches(x, y, session, order, size, last):
    batch = []
    for name in order:
        batch.append(name)
        if len(batch) == size:
            yield readings(x, y, session, batch)
            batch = []
    if batch and last == "keep":
        yield readings(x, y, session, batch)


def readings(x, y, session, names):
    xs, ys = [], []
    for i in range(len(x)):
        if session[i] in names:
            xs.append(x[i])
            ys.append(y[i])
    return xs, ys
