"""The batches of all epochs together are rounded up; every epoch has a small last batch of its own.

Chapter 5, "An incomplete last batch needs a rule"
"""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    work = np.zeros((4, len(sizes), epochs + 1))
    for run, size in enumerate(sizes):
        for epoch in range(epochs + 1):
            updates = epoch * np.ceil(epochs * n / size) / epochs
            examples = epoch * n
            work[:, run, epoch] = epoch, updates, examples, fixed * updates + each * examples
    return work
