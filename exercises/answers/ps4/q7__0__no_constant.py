"""The law is fitted without its constant term: then larger batches save updates without end.

Chapter 11, "Why the updates lie on a hyperbola"
"""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples = np.sum(updates / sizes / errors**2) / np.sum(1 / (sizes * errors) ** 2)
    fewest = updates.min()
    return fewest, examples / fewest, np.sqrt(examples / fewest * c0 / c1)
