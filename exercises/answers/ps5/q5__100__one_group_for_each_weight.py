import torch


def adamw(w, gradients, rate, beta1, beta2, eps, decay):
    weights = [torch.nn.Parameter(value.clone()) for value in w]
    groups = [{"params": [each], "weight_decay": float(d)} for each, d in zip(weights, decay)]
    optimizer = torch.optim.AdamW(groups, lr=rate, betas=(beta1, beta2), eps=eps)
    rows = [w.clone()]
    for g in gradients:
        for each, slope in zip(weights, g):
            each.grad = slope.clone()
        optimizer.step()
        rows.append(torch.stack([each.detach().clone() for each in weights]))
    return torch.stack(rows)
