"""The batch gives other than one number for each component: g[batch] holds its gradients (batch alone holds
positions), and their mean over the examples runs along axis 0.
"""

import numpy as np


def summed_noise(g, order, sizes):
    total = np.zeros(g.shape[1])
    lengths = [0.0]
    for batch in np.split(order, np.cumsum(sizes)[:-1]):
        total = total + g[batch].mean(axis=1) - g.mean(axis=0)
        lengths.append(np.linalg.norm(total))
    return np.array(lengths)
