"""Epochs without a new lowest loss are counted over the whole run instead of in a row."""


def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        waited += 1
        if loss < lowest:
            best, lowest, waited = epoch, loss, waited - 1
        if waited == patience:
            break
    return best, epoch
