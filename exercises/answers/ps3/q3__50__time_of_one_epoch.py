"""Every column has the time of one epoch; work adds up from epoch to epoch."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates[:, 1:2] + each * n + 0 * done
    return np.array([done, updates, examples, time])
