import numpy as np


def moments(h, g, b, rates, start):
    """Follows a distance that takes two values with equal probability: no other moments matter."""
    mean, square = float(start), float(start) ** 2
    rows = [[mean, square]]
    for rate in rates:
        width = np.sqrt(max(square - mean**2, 0.0))
        means, squares = [], []
        for delta in (mean - width, mean + width):
            pulls = h * delta + g
            means.append(delta - rate * pulls.mean())
            squares.append(means[-1] ** 2 + rate**2 * pulls.var() / b)
        mean, square = np.mean(means), np.mean(squares)
        rows.append([mean, square])
    return rows
