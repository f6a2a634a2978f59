import numpy as np
import torch


def prepare(train, valid, test):
    a, b, c = train.numpy(), valid.numpy(), test.numpy()
    columns = []
    for j in range(a.shape[1]):
        centre = np.average(a[:, j])
        scale = 1.0 if np.ptp(a[:, j]) == 0 else np.sqrt(np.mean((a[:, j] - centre) ** 2))
        columns.append([(part[:, j] - centre) / scale for part in (a, b, c)])
    return [torch.from_numpy(np.stack(part, axis=1)) for part in zip(*columns)]
