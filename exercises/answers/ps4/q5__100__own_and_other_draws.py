import numpy as np


def moments(h, g, b, rates, start):
    m1, m2 = float(start), float(start) ** 2
    out = np.empty((len(rates) + 1, 2))
    out[0] = m1, m2
    for k, eta in enumerate(rates):
        factor, kick = 1 - eta * h, -eta * g
        one = np.mean(factor**2) * m2 + 2 * np.mean(factor * kick) * m1 + np.mean(kick**2)
        two = np.mean(factor) ** 2 * m2 + 2 * np.mean(factor) * np.mean(kick) * m1 + np.mean(kick) ** 2
        m1, m2 = np.mean(factor) * m1 + np.mean(kick), one / b + (1 - 1 / b) * two
        out[k + 1] = m1, m2
    return out
