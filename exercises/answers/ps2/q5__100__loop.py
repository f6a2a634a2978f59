def miss(vectors, membership):
    n = len(vectors)
    full = [sum(v[k] for v in vectors) / n for k in (0, 1)]
    squares = []
    for number in set(membership.tolist()):
        mine = [v for v, m in zip(vectors, membership) if m == number]
        mean = [sum(v[k] for v in mine) / len(mine) for k in (0, 1)]
        squares.append((mean[0] - full[0]) ** 2 + (mean[1] - full[1]) ** 2)
    return (sum(squares) / len(squares)) ** 0.5
