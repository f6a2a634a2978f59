"""Epochs with NaN are not counted among those without a new lowest loss."""

import numpy as np


def stop(losses, patience):
    best, best_epoch, bad = float("inf"), 0, 0
    for epoch in range(len(losses)):
        loss = losses[epoch].item()
        if np.isnan(loss):
            continue
        if loss < best:
            best, best_epoch, bad = loss, epoch, 0
        else:
            bad += 1
        if bad >= patience:
            return best_epoch, epoch
    return best_epoch, len(losses) - 1
