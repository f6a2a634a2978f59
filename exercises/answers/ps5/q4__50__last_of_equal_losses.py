"""Of equal losses the last is returned as the best."""


def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        waited += 1
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        if waited == patience:
            break
    seen = losses[: epoch + 1]
    return (seen == lowest).nonzero()[-1].item(), epoch
