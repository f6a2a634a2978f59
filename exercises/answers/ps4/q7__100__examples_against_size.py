import numpy as np


def critical_size(sizes, updates, errors, c0, c1):
    """Examples b S = S_min b + E_min, whose errors are b times as large."""
    fewest, examples = np.polyfit(sizes.astype(float), sizes * updates, 1, w=1 / (sizes * errors))
    return fewest, examples / fewest, np.sqrt(examples / fewest * c0 / c1)
