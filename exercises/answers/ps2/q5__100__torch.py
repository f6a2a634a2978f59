import torch


def miss(gradients, batch):
    gradients, batch = torch.tensor(gradients), torch.tensor(batch)
    means = torch.stack([gradients[batch == number].mean(dim=0) for number in batch.unique()])
    return ((means - gradients.mean(dim=0)) ** 2).sum(dim=1).mean().sqrt()
