from torch.nn import functional as F


def accumulate(weights, tokens, mask, micro):
    weights, loss, count = weights.clone().requires_grad_(), 0.0, 0
    for some, real in zip(tokens.split(micro), mask[:, 1:].split(micro)):
        total = F.cross_entropy(weights[some[:, :-1]][real], some[:, 1:][real], reduction="sum")
        total.backward()
        loss, count = loss + total.item(), count + real.sum()
    return weights.grad / count, loss / count
