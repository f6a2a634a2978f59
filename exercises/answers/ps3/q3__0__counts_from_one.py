"""The columns begin at 1; at the start no work has been done.

Chapter 3, "A history must be the run"
"""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(1, epochs + 2), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates + each * examples
    return np.array([done, updates, examples, time])
