from itertools import combinations

import numpy as np


def max_rate(h, b, alpha):
    means = np.array([np.mean(batch) + alpha for batch in combinations(h, b)])
    return 2 * means.sum() / (means**2).sum()
