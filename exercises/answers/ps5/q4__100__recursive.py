def stop(losses, patience):
    def after(epoch, best):
        if epoch == len(losses) or epoch - best > patience:
            return best, epoch - 1
        return after(epoch + 1, epoch if not losses[best] <= losses[epoch] and losses[epoch] == losses[epoch] else best)

    first = int((~losses.isnan()).nonzero()[0])
    return after(first + 1, first)
