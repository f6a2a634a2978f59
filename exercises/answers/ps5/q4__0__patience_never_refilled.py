"""Epochs without a new lowest loss are counted over the whole run instead of in a row."""

import torch


def stop(losses, patience):
    best_loss, best, left = torch.inf, 0, patience
    for t, loss in enumerate(losses):
        if loss < best_loss:
            best_loss, best = loss.item(), t
        else:
            left -= 1
        if left == 0:
            break
    return best, t
