import torch


def shuffled_epochs(x, y, session, epochs, rng):
    chance = torch.Generator().manual_seed(int(rng.integers(2**62)))
    x, y, names = torch.tensor(x), torch.tensor(y), torch.unique(torch.tensor(session))
    places = torch.tensor(session)[None] == names[:, None]
    for _ in range(epochs):
        rows = torch.cat([places[k].nonzero()[:, 0] for k in torch.randperm(len(names), generator=chance)])
        yield x[rows], y[rows]
