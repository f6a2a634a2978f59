# says: changes an argument in place
import numpy as np


def descend(start, rates):
    history = [start.copy()]
    for rate in rates:
        start -= rate * given_gradient(*start)
        history.append(start.copy())
    return np.array(history)
