def max_rate(h, b, alpha):
    n, low, high = len(h), 0.0, 2 / (h.mean() + alpha)
    for _ in range(60):
        rate = (low + high) / 2
        kept = (1 - rate * (h.mean() + alpha)) ** 2 + rate**2 * h.var() * (n - b) / (b * (n - 1))
        low, high = (rate, high) if kept < 1 else (low, rate)
    return low
