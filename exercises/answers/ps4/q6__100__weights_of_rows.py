import numpy as np


def averaged_excess(paths, lengths, hessian):
    starts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    row = np.arange(len(paths))
    begin = starts + (row - starts) // 2
    used = (row >= begin[:, None]) & (row <= row[:, None])
    means = used @ paths / used.sum(axis=1, keepdims=True)
    return np.einsum("rp,pq,rq->r", means, hessian, means) / 2
