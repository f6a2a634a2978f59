import numpy as np


def predict(x, w, h):
    return np.float32(h) + np.float32(w) * (x.astype(np.float32) - np.float32(ANCHOR))
