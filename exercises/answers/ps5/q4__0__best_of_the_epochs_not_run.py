"""The best epoch is looked for among all losses; it may only be one of those until the run stops."""

import torch


def stop(losses, patience):
    values = torch.nan_to_num(losses, nan=float("inf"))
    best = int(values.argmin())
    lowest, wait = float("inf"), 0
    for epoch, loss in enumerate(values.tolist()):
        wait = 0 if loss < lowest else wait + 1
        lowest = min(lowest, loss)
        if wait == patience:
            return best, epoch
    return best, len(values) - 1
