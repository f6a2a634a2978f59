import torch


def settled(losses, work, target):
    above = torch.tensor(losses > target)
    last = torch.where(above, torch.arange(above.shape[1]), -1).amax(dim=1) + 1
    amounts = torch.cat([torch.tensor(work), -torch.ones(len(work), 1, dtype=torch.float64)], dim=1)
    return amounts.gather(1, last[:, None]).squeeze(1)
