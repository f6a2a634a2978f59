def train_each(x, y, orders, sizes, start, rate):
    table = []
    for size in sizes:
        w, b = float(start[0]), float(start[1])
        row = [[w, b]]
        for order in orders:
            gw = gb = count = 0
            for position, i in enumerate(order):
                r = w * x[i] + b - y[i]
                s = max(-DELTA, min(DELTA, r))
                gw += s * x[i]
                gb += s
                count += 1
                if count == size or position == len(order) - 1:
                    w -= rate * gw / count
                    b -= rate * gb / count
                    gw = gb = count = 0
            row.append([w, b])
        table.append(row)
    return table
