import numpy as np


def equal_parts(names, at_least):
    return np.array_split(names, max(1, len(names) // at_least))
