# says: every row is a copy of the last one
import numpy as np


def moments(h, g, b, rates, start):
    now = np.array([start, start**2], dtype=float)
    rows = [now]
    apart = h - h.mean()
    for rate in rates:
        kept = 1 - rate * h.mean()
        noise = np.mean(apart**2) * now[1] + 2 * np.mean(apart * g) * now[0] + np.mean(g**2)
        now *= [kept, kept**2]
        now[1] += rate**2 * noise / b
        rows.append(now)
    return np.array(rows)
