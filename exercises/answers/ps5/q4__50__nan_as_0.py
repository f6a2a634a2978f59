"""NaN is taken for 0, which is lower than any loss."""


def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.nan_to_num().tolist()):
        waited += 1
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        if waited == patience:
            break
    return best, epoch
