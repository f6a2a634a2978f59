import numpy as np


def moments(h, g, b, rates, start):
    if len(rates) == 0:
        return np.array([[start, start**2]])
    before = moments(h, g, b, rates[:-1], start)
    (mean, square), rate = before[-1], rates[-1]
    covariance = np.cov(np.stack([h, g]), bias=True)
    noise = covariance[0, 0] * square + 2 * covariance[0, 1] * mean + covariance[1, 1]
    after = (1 - rate * h.mean()) * mean, (1 - rate * h.mean()) ** 2 * square + rate**2 / b * noise
    return np.vstack([before, after])
