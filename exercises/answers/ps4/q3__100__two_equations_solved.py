import numpy as np


def measured_noise(g, sizes):
    answers = []
    for each, b in zip(g, sizes):
        B, K = np.sum(b), len(b)
        q = sum(bk * (row @ row) for bk, row in zip(b, each)) / B
        mean = sum(bk * row for bk, row in zip(b, each)) / B
        answers.append(np.linalg.solve([[1, K / B], [1, 1 / B]], [q, mean @ mean]))
    signal, noise = np.mean(answers, axis=0)
    return np.array([signal, noise, noise / signal])
