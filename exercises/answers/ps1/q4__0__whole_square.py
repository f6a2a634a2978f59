# says: wrong shape (2, 3, 3), expected shape (2,)
import numpy as np


def central_differences(values, step):
    return np.array(np.gradient(values, step))
