def critical_size(sizes, updates, errors, c0, c1):
    points = [(1 / b, s, 1 / e**2) for b, s, e in zip(sizes, updates, errors)]
    total = sum(w for _, _, w in points)
    middle = sum(w * x for x, _, w in points) / total
    level = sum(w * s for _, s, w in points) / total
    slope = sum(w * (x - middle) * (s - level) for x, s, w in points) / sum(w * (x - middle) ** 2 for x, _, w in points)
    fewest = level - slope * middle
    return [fewest, slope / fewest, (slope / fewest * c0 / c1) ** 0.5]
