from itertools import accumulate

import numpy as np


def summed_noise(g, order, sizes):
    batches = np.split(order, np.cumsum(sizes)[:-1])
    noises = [sum(g[i] - g.mean(axis=0) for i in batch) / len(batch) for batch in batches]
    return [np.sqrt(total @ total) for total in accumulate(noises, initial=np.zeros(g.shape[1]))]
