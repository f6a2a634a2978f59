"""An example counts only the first time that it is used; it counts again in every epoch."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates + each * examples
    return np.array([done, updates, np.minimum(examples, n), time])
