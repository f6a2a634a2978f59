from itertools import product

import numpy as np


def moments(h, g, b, rates, start):
    batches = [list(batch) for batch in product(range(len(h)), repeat=b)]
    pairs = [(h[batch].mean(), g[batch].mean()) for batch in batches]
    rows = [(start, start**2)]
    for rate in rates:
        mean, square = rows[-1]
        first = [(1 - rate * curvature) * mean - rate * pull for curvature, pull in pairs]
        second = [
            (1 - rate * curvature) ** 2 * square - 2 * rate * (1 - rate * curvature) * pull * mean + (rate * pull) ** 2
            for curvature, pull in pairs
        ]
        rows.append((np.mean(first), np.mean(second)))
    return rows
