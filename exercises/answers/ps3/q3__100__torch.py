import torch


def work_done(n, sizes, epochs, fixed, each):
    per_epoch = torch.tensor([len(torch.arange(n).split(int(size))) for size in sizes])
    epoch = torch.arange(epochs + 1).expand(len(sizes), -1)
    updates = per_epoch[:, None] * epoch
    return torch.stack([epoch.double(), updates.double(), (n * epoch).double(), fixed * updates + each * n * epoch])
