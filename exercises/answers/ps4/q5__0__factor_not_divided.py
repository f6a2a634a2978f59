"""Only the residual noise is divided by b; h_B, too, is a mean over the batch."""

import numpy as np


def moments(h, g, b, rates, start):
    mean, square = start, start**2
    rows = [(mean, square)]
    for rate in rates:
        square = (
            np.mean((1 - rate * h) ** 2) * square
            - 2 * rate * np.mean((1 - rate * h) * g) * mean
            + rate**2 * np.mean(g**2) / b
        )
        mean = (1 - rate * np.mean(h)) * mean
        rows.append((mean, square))
    return np.array(rows)
