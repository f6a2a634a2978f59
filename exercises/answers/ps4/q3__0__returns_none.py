# says: the function returns None
import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        q, Q = b @ np.sum(each**2, axis=1) / b.sum(), np.sum((b @ each / b.sum()) ** 2)
        noises.append(b.sum() * (q - Q) / (len(b) - 1))
        signals.append(Q - noises[-1] / b.sum())
