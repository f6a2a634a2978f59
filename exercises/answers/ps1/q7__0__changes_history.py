# says: changes an argument in place
import numpy as np


def distances(history, minimum):
    history -= minimum
    lengths = np.linalg.norm(history, axis=1)
    return lengths / lengths[0]
