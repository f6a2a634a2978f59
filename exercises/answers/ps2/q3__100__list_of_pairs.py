import numpy as np


def shuffled_epochs(inputs, targets, names, how_many, generator):
    blocks = [np.where(names == name)[0] for name in set(names.tolist())]
    result = []
    for _ in range(how_many):
        rows = np.concatenate([blocks[k] for k in generator.permutation(len(blocks))])
        result.append((inputs[rows], targets[rows]))
    return result
