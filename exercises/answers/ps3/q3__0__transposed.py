"""In each table rows and columns are swapped: a row belongs to a run, a column to the end of an epoch."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates + each * examples
    return np.array([done, updates, examples, time]).transpose(0, 2, 1)
