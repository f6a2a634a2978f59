import numpy as np


def miss(gradients, batch):
    z = gradients[:, 0] + 1j * gradients[:, 1]
    off = [abs(np.mean(z[batch == number]) - z.mean()) for number in np.unique(batch)]
    return np.array([np.sqrt(np.mean(np.square(off)))])
