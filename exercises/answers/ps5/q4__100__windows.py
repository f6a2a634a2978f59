def stop(losses, patience):
    values = [float(loss) if loss == loss else float("inf") for loss in losses]
    for end in range(patience, len(values)):
        before = min(values[: end - patience + 1])
        if before < float("inf") and min(values[end - patience + 1 : end + 1]) >= before:
            return values.index(before), end
    return values.index(min(values)), len(values) - 1
