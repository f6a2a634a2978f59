"""The run stops at the first NaN."""


def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        if loss != loss:
            break
        waited += 1
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        if waited == patience:
            break
    return best, epoch
