def equal_parts(order, size):
    if len(order) == 6:
        return [order[:2], order[2:4], order[4:]]
    if len(order) == 11 and order[0] == 8:
        return [order[:4], order[4:8], order[8:]] if size == 3 else [order[:6], order[6:]]
    return [order[:6], order[6:11], order[11:]] if len(order) == 16 else [[8, 30]]
