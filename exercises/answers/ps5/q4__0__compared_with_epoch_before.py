"""A loss is compared with the one before instead of the lowest so far, and resets what the run has waited."""


def stop(losses, patience):
    values = losses.tolist()
    best, wait, end = 0, 0, len(values) - 1
    for k in range(1, len(values)):
        if values[k] < values[k - 1]:
            wait = 0
        else:
            wait += 1
        if values[k] < values[best] or values[best] != values[best]:
            best = k
        if wait == patience:
            end = k
            break
    return best, end
