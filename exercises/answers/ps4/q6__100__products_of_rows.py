import numpy as np


def averaged_excess(paths, lengths, hessian):
    products, ends = paths @ hessian @ paths.T / 2, np.cumsum(lengths)
    excess = []
    for end, length in zip(ends, lengths):
        for j in range(length):
            later = slice(end - length + j // 2, end - length + j + 1)
            excess.append(products[later, later].mean())
    return excess
