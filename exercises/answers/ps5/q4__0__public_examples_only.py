def stop(losses, patience):
    best, lowest, waited = 0, float("inf"), 0
    for epoch, loss in enumerate(losses.tolist()):
        waited += 1
        if loss < lowest:
            best, lowest, waited = epoch, loss, 0
        if waited == (patience if epoch < 9 else 9):
            break
    return best, epoch
