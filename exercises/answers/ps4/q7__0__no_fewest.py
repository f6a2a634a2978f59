"""The law is fitted without its constant term: then larger batches save updates without end."""

import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    examples = np.sum(updates / sizes / errors**2) / np.sum(1 / (sizes * errors) ** 2)
    fewest = np.average(updates - examples / sizes, weights=1 / errors**2) + updates.min()
    critical = examples / fewest
    best = np.sqrt(critical * c0 / c1)
    return fewest, critical, best
