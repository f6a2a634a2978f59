def moments(h, g, b, rates, start):
    n = len(h)
    middle = sum(h) / n
    spread = sum((each - middle) ** 2 for each in h) / n
    mixed = sum((each - middle) * pull for each, pull in zip(h, g)) / n
    pulls = sum(pull**2 for pull in g) / n
    rows = [[start, start**2]]
    for rate in rates:
        mean, square = rows[-1]
        noise = (spread * square + 2 * mixed * mean + pulls) / b
        rows.append([(1 - rate * middle) * mean, (1 - rate * middle) ** 2 * square + rate**2 * noise])
    return rows
