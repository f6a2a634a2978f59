"""The best epoch is looked for among all losses; it may only be one of those until the run stops."""


def stop(losses, patience):
    best = int(losses.argmin())
    return best, min(best + patience, len(losses) - 1)
