"""An example of weight 0 has to count like none.

The text of question 2
"""

import numpy as np


def weighted_loss(x, y, c, w, h):
    return np.average((h + w * (x - ANCHOR) - y) ** 2, weights=np.where(c > 0, c, 1.0))
