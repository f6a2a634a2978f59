# says: the function returns None


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    for rate in rates:
        mean, square = (1 - rate * h.mean()) * mean, (1 - rate * h.mean()) ** 2 * square
        rows.append((mean, square))
