def stop(losses, patience):
    losses = losses.tolist()
    best = next(k for k, loss in enumerate(losses) if loss == loss)
    for k in range(best + 1, len(losses)):
        if losses[k] < losses[best]:
            best = k
        if k - best == patience:
            return best, k
    return best, len(losses) - 1
