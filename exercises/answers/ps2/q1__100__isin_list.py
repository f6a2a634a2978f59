import numpy as np


def session_batches(inputs, targets, names, sequence, count, rest):
    batches = []
    for start in range(0, len(sequence), count):
        part = sequence[start : start + count]
        if len(part) == count or rest == "keep":
            mask = np.isin(names, part)
            batches.append((inputs[mask], targets[mask]))
    return batches
