def weighted_loss(x, y, c, w, h):
    total = 0.0
    for xi, yi, ci in zip(x, y, c):
        total += ci * (h + w * (xi - 2) - yi) ** 2
    return total / sum(c)
