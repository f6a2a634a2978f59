import numpy as np


def descend(start, rates):
    history = np.zeros((len(rates) + 1, 2), dtype=np.float32)
    history[0] = start
    for k in range(len(rates)):
        history[k + 1] = history[k] - rates[k] * given_gradient(*history[k])
    return history
