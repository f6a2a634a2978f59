"""The second derivatives are sums over the examples; the loss is a mean, and so are they.

Chapter 1, "The sum grows with the data, the mean does not"
"""

import numpy as np


def largest_rate(x, c):
    rows = np.stack([x - ANCHOR, np.ones(len(x))])
    return 2 / np.linalg.eigvalsh(2 * (c * rows) @ rows.T)[-1]
