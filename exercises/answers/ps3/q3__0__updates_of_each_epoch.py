"""Every column has the updates of one epoch; work adds up from epoch to epoch."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    work = np.zeros((4, len(sizes), epochs + 1))
    for run, size in enumerate(sizes):
        for epoch in range(epochs + 1):
            updates = np.ceil(n / size) if epoch else 0
            examples = epoch * n
            work[:, run, epoch] = epoch, updates, examples, fixed * updates + each * examples
    return work
