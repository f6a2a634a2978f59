"""The best epoch is looked for among all losses; it may only be one of those until the run stops."""


def stop(losses, patience):
    lowest, waited = float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        waited = 0 if loss < lowest else waited + 1
        lowest = min(lowest, loss)
        if waited == patience:
            break
    return int(losses.argmin()), epoch
