import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    rows = np.vstack([1 / errors, 1 / (sizes * errors)])
    fewest, examples = np.linalg.solve(rows @ rows.T, rows @ (updates / errors))
    return [fewest, examples / fewest, np.sqrt(c0 * examples) / np.sqrt(c1 * fewest)]
