def shuffled_epochs(x, y, session, epochs, rng):
    names = sorted(set(session.tolist()))
    for _ in range(epochs):
        for i in range(len(names) - 1, 0, -1):
            j = int(rng.integers(i + 1))
            names[i], names[j] = names[j], names[i]
        rows = [i for name in names for i in range(len(x)) if session[i] == name]
        yield [x[i] for i in rows], [y[i] for i in rows]
