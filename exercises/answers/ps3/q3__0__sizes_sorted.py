"""The runs come from the smallest batch size to the largest; they belong in the order of sizes."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    sizes = np.sort(sizes)
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates + each * examples
    return np.array([done, updates, examples, time])
