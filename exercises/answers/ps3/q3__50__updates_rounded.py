"""The batches of an epoch are rounded to the nearest whole number; a small last batch counts in any case.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.round(n / sizes)[:, np.newaxis]
    examples = n * done
    time = fixed * updates + each * examples
    return np.array([done, updates, examples, time])
