import numpy as np


def epoch(weights, x, y, batches, rate):
    w, x, y = weights.numpy().copy(), x.numpy(), y.numpy()
    losses = []
    for batch in batches:
        batch = batch.numpy()
        scores = x[batch] @ w
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        rows = np.arange(len(batch))
        losses += [*-np.log(shares[rows, y[batch]])]
        shares[rows, y[batch]] -= 1
        w -= rate * x[batch].T @ shares / len(batch)
    return w, np.mean(losses)
