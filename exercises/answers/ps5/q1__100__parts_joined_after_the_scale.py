import torch


def prepare(train, valid, test):
    variance, mean = torch.var_mean(train, dim=0, correction=0, keepdim=True)
    rows = torch.cat([train, valid, test]) - mean
    rows = rows / torch.where(variance > 1e-20, variance.sqrt(), torch.ones_like(mean))
    return rows.split([len(train), len(valid), len(test)])
