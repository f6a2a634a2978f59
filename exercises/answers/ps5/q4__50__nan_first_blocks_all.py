"""A run that begins with NaN never finds a lower loss: nothing is lower than NaN."""


def stop(losses, patience):
    best, lowest, waited = 0, losses[0].item(), 0
    for epoch, loss in enumerate(losses.tolist()):
        waited += epoch > 0
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        if waited == patience:
            break
    return best, epoch
