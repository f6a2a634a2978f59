def gradient(x, y, c, w, h):
    along_w = along_h = 0.0
    for i in range(len(x)):
        residual = h + w * (x[i] - 2) - y[i]
        along_w += 2 * c[i] * residual * (x[i] - 2)
        along_h += 2 * c[i] * residual
    return [along_w / sum(c), along_h / sum(c)]
