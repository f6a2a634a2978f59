import torch


def accumulate(weights, tokens, mask, micro):
    gradient, loss, total = torch.zeros_like(weights), 0.0, 0
    for text, real in zip(tokens.tolist(), mask.tolist()):
        for j in range(1, sum(real)):
            chances = torch.softmax(weights[text[j - 1]], 0)
            loss -= torch.log(chances[text[j]]).item()
            gradient[text[j - 1]] += chances
            gradient[text[j - 1], text[j]] -= 1
            total += 1
    return gradient / total, loss / total
