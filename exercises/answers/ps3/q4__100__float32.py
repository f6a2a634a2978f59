import numpy as np


def settled(losses, work, target):
    below = (losses <= target).astype(np.int64)
    stays = np.cumprod(below[:, ::-1], axis=1).sum(axis=1)
    padded = np.hstack([work, np.full((len(work), 1), -1)]).astype(np.float32)
    return padded[np.arange(len(work)), losses.shape[1] - stays]
