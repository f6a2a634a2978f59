import torch


def evaluate(weights, x, y, size):
    weights, sums = weights.detach(), torch.zeros(2)
    for index in torch.arange(len(x)).split(size):
        scores = x[index] @ weights
        own = scores.gather(1, y[index, None]).squeeze(1)
        sums[0] += (scores.logsumexp(dim=1) - own).sum()
        sums[1] += (own >= scores.amax(dim=1)).sum()
    return sums / len(x)
