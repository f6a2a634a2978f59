import numpy as np


def shuffled_epochs(x, y, session, epochs, rng):
    names = np.unique(session)
    pairs = np.stack([x, y]).astype(np.float32)
    return [
        np.concatenate([pairs[:, session == name] for name in rng.choice(names, len(names), replace=False)], axis=1)
        for _ in range(epochs)
    ]
