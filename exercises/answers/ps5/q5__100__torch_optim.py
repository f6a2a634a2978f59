import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    weights = [torch.nn.Parameter(each.clone()) for each in w]
    groups = [{"params": [one], "weight_decay": float(strength)} for one, strength in zip(weights, decay)]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(beta1, beta2), eps=eps)
    rows = [w]
    for g in gradients:
        for one, slope in zip(weights, g):
            one.grad = slope.clone()
        optimizer.step()
        rows.append(torch.stack(weights))
    return torch.stack(rows)
