import numpy as np


def miss(gradients, batch):
    gradients = np.asarray(gradients, dtype=np.float32)
    off = np.array([gradients[batch == k].mean(0) - gradients.mean(0) for k in dict.fromkeys(batch.tolist())])
    return np.hypot(*np.sqrt(np.mean(off**2, axis=0)))
