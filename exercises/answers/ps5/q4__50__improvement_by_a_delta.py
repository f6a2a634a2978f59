"""Only a loss that is lower by some amount counts as a new lowest one; any lower loss is."""


def stop(losses, patience, min_delta=1e-3):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        if loss < lowest - min_delta:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
            if waited == patience:
                return best, epoch
    return best, len(losses) - 1
