"""Every column has the work of its own epoch alone; work adds up from epoch to epoch."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    work = np.zeros((4, len(sizes), epochs + 1))
    for run, size in enumerate(sizes):
        for epoch in range(epochs + 1):
            updates = np.ceil(n / size)
            examples = n
            work[:, run, epoch] = epoch, updates, examples, fixed * updates + each * examples
    return work
