"""A loss is compared with the one before instead of the lowest so far, and resets what the run has waited."""


def stop(losses, patience):
    waited = 0
    for epoch in range(1, len(losses)):
        waited = 0 if losses[epoch] < losses[epoch - 1] else waited + 1
        if waited == patience:
            break
    return int(losses[: epoch + 1].argmin()), epoch
