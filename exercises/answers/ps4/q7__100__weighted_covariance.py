import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    weights = 1 / errors**2
    (spread, mixed), _ = np.cov(1 / sizes, updates, aweights=weights)
    examples = mixed / spread
    fewest = np.average(updates - examples / sizes, weights=weights)
    return fewest, examples / fewest, np.sqrt(examples / fewest * c0 / c1)
