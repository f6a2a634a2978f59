from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss = weights.clone().requires_grad_(), 0.0
    goals = tokens.masked_fill(~mask, -100)[:, 1:]
    for some, after in zip(tokens.split(micro), goals.split(micro)):
        scores = weights[some[:, :-1]].flatten(0, 1)
        part = F.cross_entropy(scores, after.flatten(), reduction="sum") / (goals != -100).sum()
        part.backward()
        loss += part.item()
    return weights.grad, loss
