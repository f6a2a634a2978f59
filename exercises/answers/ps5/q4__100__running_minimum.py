from itertools import pairwise

import torch


def stop(losses, patience):
    values = torch.where(losses.isnan(), torch.inf, losses)
    before = torch.cat([torch.tensor([torch.inf], dtype=values.dtype), values.cummin(0).values[:-1]])
    records = [*(values < before).nonzero().flatten().tolist(), len(values) + patience]
    for this, after in pairwise(records):
        if after - this > patience:
            break
    return this, min(this + patience, len(values) - 1)
