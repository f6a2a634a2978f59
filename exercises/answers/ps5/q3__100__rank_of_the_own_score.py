import numpy as np


def evaluate(weights, x, y, size):
    w, parts = weights.detach().numpy(), []
    for a, b in zip(x.split(size), y.split(size)):
        z = a.numpy() @ w
        own = np.take_along_axis(z, b.numpy()[:, None], 1)
        higher = (z > own).sum(1)
        parts += list(zip(np.log(np.exp(z - own).sum(1)), higher == 0))
    losses, right = np.array(parts).T
    return losses.mean(), right.mean()
