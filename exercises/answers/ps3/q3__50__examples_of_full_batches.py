"""The examples are updates times batch size; the last batch of an epoch holds fewer.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    done = np.tile(np.arange(epochs + 1), (len(sizes), 1))
    updates = done * np.ceil(n / sizes)[:, np.newaxis]
    examples = updates * sizes[:, np.newaxis]
    time = fixed * updates + each * n * done
    return np.array([done, updates, examples, time])
