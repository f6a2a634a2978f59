import torch


def epoch(weights, x, y, batches, rate):
    weights, losses = weights.clone(), []
    for batch in batches:
        gradient = torch.zeros_like(weights)
        for i in batch.tolist():
            shares = torch.softmax(x[i] @ weights, dim=0)
            losses.append(-shares[y[i]].log().item())
            shares[y[i]] -= 1
            gradient += torch.outer(x[i], shares)
        weights -= rate * gradient / len(batch)
    return weights, sum(losses) / len(losses)
