import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    batches = np.array([sum(1 for _ in range(0, n, size)) for size in sizes])
    ones = np.ones(len(sizes))
    rates = [ones, batches, n * ones, fixed * batches + each * n]
    return [np.outer(rate, range(epochs + 1)) for rate in rates]
