"""The run never stops before the last epoch."""

import torch


def stop(losses, patience):
    finite = losses.nan_to_num(nan=torch.inf)
    return finite.argmin(), len(losses) - 1
