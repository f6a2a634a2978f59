"""The run stops at a NaN, which is only an epoch without a new lowest loss."""

import torch


def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses):
        if torch.isnan(loss) and epoch > 0:
            return best, epoch
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            return best, epoch
    return best, len(losses) - 1
