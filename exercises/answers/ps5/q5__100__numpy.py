import numpy as np


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    w, gradients, decay = w.numpy(), gradients.numpy(), decay.numpy()
    rows = np.empty((len(gradients) + 1, len(w)))
    rows[0] = w
    m, s = 0.0, 0.0
    for k, g in enumerate(gradients, 1):
        m += (1 - beta1) * (g - m)
        s += (1 - beta2) * (g * g - s)
        away = np.sqrt(s / (1 - beta2**k)) + eps
        rows[k] = rows[k - 1] * (1 - rate * decay) - rate * m / (1 - beta1**k) / away
    return rows
