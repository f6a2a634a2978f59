def equal_parts(order, size):
    m, pieces = len(order), len(order) // size
    if pieces == 0:
        return [order]
    short, rest = divmod(m, pieces)
    result, first = [], 0
    for k in range(pieces):
        end = first + short + (1 if k >= pieces - rest else 0)
        result.append(order[first:end])
        first = end
    return result
