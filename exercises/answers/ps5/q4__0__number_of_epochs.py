"""The second number is how many epochs the run takes; the epoch after which it stops is one less."""


def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        waited += 1
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        if waited == patience:
            break
    return best, epoch + 1
