def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    columns = []
    for start, slopes, strength in zip(w.tolist(), gradients.T.tolist(), decay.tolist()):
        now, m, s = start, 0.0, 0.0
        column = [now]
        for k, g in enumerate(slopes, 1):
            m, s = beta1 * m + (1 - beta1) * g, beta2 * s + (1 - beta2) * g * g
            now -= rate * strength * now
            now -= rate * m / (1 - beta1**k) / ((s / (1 - beta2**k)) ** 0.5 + eps)
            column.append(now)
        columns.append(column)
    return [list(row) for row in zip(*columns)]
