# says: prints its result
import numpy as np


def equal_parts(order, size):
    print(np.array_split(order, max(1, len(order) // size)))
