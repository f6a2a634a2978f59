"""The gradients are averaged over the updates before their length is taken; every update has its own signal."""

import numpy as np


def measured_noise(g, sizes):
    signals, noises = [], []
    for each, b in zip(g, sizes):
        B, K = b.sum(), len(b)
        mean = b @ each / B
        q, Q = b @ np.sum(each**2, axis=1) / B, np.sum(mean**2)
        noise = B * (q - Q) / (K - 1)
        signal = Q - noise / B
        signals.append(signal)
        noises.append(noise)
    return (
        np.sum(np.mean([b @ each / b.sum() for each, b in zip(g, sizes)], axis=0) ** 2)
        - np.mean(np.divide(noises, sizes.sum(axis=1))),
        np.mean(noises),
        np.mean(noises)
        / (
            np.sum(np.mean([b @ each / b.sum() for each, b in zip(g, sizes)], axis=0) ** 2)
            - np.mean(np.divide(noises, sizes.sum(axis=1)))
        ),
    )
