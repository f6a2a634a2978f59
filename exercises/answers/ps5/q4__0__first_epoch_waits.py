"""The lowest loss begins as that of epoch 0, which then waits too, and blocks all others where it is NaN."""


def stop(losses, patience):
    best, lowest, waited = 0, losses[0], 0
    for epoch, loss in enumerate(losses):
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        else:
            waited += 1
        if waited == patience:
            break
    return best, epoch
