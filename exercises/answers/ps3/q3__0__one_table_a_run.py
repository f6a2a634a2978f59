"""There is a table for each run; there has to be one for each axis."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates + each * examples
    return np.array([done, updates, examples, time]).transpose(1, 0, 2)
