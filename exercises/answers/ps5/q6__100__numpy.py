import numpy as np


def accumulate(weights, tokens, mask, micro):
    weights, tokens, mask = weights.numpy(), tokens.numpy(), mask.numpy()
    gradient, loss = np.zeros_like(weights), 0.0
    total = mask[:, 1:].sum()
    for start in range(0, len(tokens), micro):
        some, real = tokens[start : start + micro], mask[start : start + micro, 1:]
        before, after = some[:, :-1][real], some[:, 1:][real]
        powers = np.exp(weights[before])
        chances = powers / powers.sum(axis=1, keepdims=True)
        loss -= np.log(chances[np.arange(len(after)), after]).sum() / total
        chances[np.arange(len(after)), after] -= 1
        np.add.at(gradient, before, chances / total)
    return gradient, loss
