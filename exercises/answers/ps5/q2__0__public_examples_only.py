import torch
from torch.nn import functional as F


def epoch(weights, x, y, batches, rate):
    weights, losses = weights.clone(), []
    for batch in batches:
        shares = torch.softmax(x[batch] @ weights, dim=1)
        own = F.one_hot(y[batch], 3)
        losses.append(-torch.log(torch.sum(own * shares, dim=1)))
        weights -= rate * x[batch].T @ (shares - own) / len(batch)
    return weights, torch.cat(losses).mean()
