"""The run stops after its last epoch even where patience has not run out; the second number goes beyond it."""


def stop(losses, patience):
    lowest, best = float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        if epoch > best + patience:
            break
        if loss < lowest:
            lowest, best = loss, epoch
    return best, best + patience
