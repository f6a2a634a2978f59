import torch


def epoch(weights, x, y, batches, rate):
    losses = []
    for batch in batches:
        scores = x[batch] @ weights
        logs = scores - scores.logsumexp(1, keepdim=True)
        rows = torch.arange(len(batch))
        losses.append(-logs[rows, y[batch]])
        error = logs.exp()
        error[rows, y[batch]] -= 1
        weights = weights - rate / len(batch) * x[batch].T @ error
    return weights, torch.cat(losses).mean()
