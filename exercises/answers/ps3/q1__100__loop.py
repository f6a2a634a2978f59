def total_losses(x, y, params):
    table = []
    for run in params:
        row = []
        for w, b in run:
            total = 0.0
            for xi, yi in zip(x, y):
                r = abs(w * xi + b - yi)
                total += r * r / 2 if r <= DELTA else DELTA * (r - DELTA / 2)
            row.append(total / len(x))
        table.append(row)
    return table
