"""Functions for several processes, which import them from here."""

import contextlib
import os
import random
import subprocess
import time

import numpy as np
import psutil
import torch
import torch.distributed as dist
from torch import nn

WAITING = 1000  # seconds, more than any limit


def weighted_sum(x):
    """The ranks' numbers and the sum of x, 2 x, 3 x, ..."""
    total = torch.tensor(x) * (dist.get_rank() + 1)
    dist.all_reduce(total)
    return dist.get_rank(), dist.get_world_size(), total


def gradient(x, y):
    """The gradient of `DistributedDataParallel` on this rank's share of a batch, and that of the share alone."""
    part = slice(dist.get_rank(), None, dist.get_world_size())
    model = nn.Linear(x.shape[1], 1, dtype=torch.float64)
    nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    found = []
    for network in (nn.parallel.DistributedDataParallel(model), model):
        model.zero_grad()
        nn.functional.mse_loss(network(x[part]), y[part]).backward()
        found.append(model.weight.grad.clone())
    return found


def accumulated(model, x, y, pieces):
    """The gradient after one `backward()` for each piece, of which only the last exchanges; and how many exchanges."""
    replica, exchanges = nn.parallel.DistributedDataParallel(model), []

    def exchange(_, bucket):
        exchanges.append(bucket.index())
        return dist.all_reduce(bucket.buffer().div_(dist.get_world_size()), async_op=True).get_future().then(_first)

    replica.register_comm_hook(None, exchange)
    own = pieces[dist.get_rank()]
    for piece in own:
        with contextlib.nullcontext() if piece is own[-1] else replica.no_sync():
            (nn.functional.cross_entropy(replica(x[piece]), y[piece]) / len(own)).backward()
    return torch.cat([each.grad.flatten() for each in model.parameters()]), len(exchanges)


def _first(future):
    return future.value()[0]


def surroundings():
    """Addresses of this rank's internet sockets, its threads, and numbers from the generators that are seeded anew."""
    dist.barrier()
    addresses = [side.ip for one in psutil.Process().net_connections("inet") for side in (one.laddr, one.raddr) if side]
    return set(addresses), torch.get_num_threads(), (random.random(), np.random.rand())  # noqa: NPY002


def pids():
    """The process itself and one that it starts and leaves."""
    return os.getpid(), subprocess.Popen(["sleep", str(WAITING)]).pid


def note(folder):
    (folder / str(dist.get_rank())).write_text(" ".join(map(str, pids())))


def fails_on_rank_1(folder):
    note(folder)
    if dist.get_rank() == 1:
        raise KeyError("odd batch")
    dist.barrier()


def hangs_on_rank_1(folder):
    note(folder)
    if dist.get_rank() == 1:
        time.sleep(WAITING)
    dist.barrier()


def ends_on_rank_1(folder):
    note(folder)
    if dist.get_rank() == 1:
        os._exit(7)
    dist.barrier()


def rank_1_returns_early(folder):
    note(folder)
    if dist.get_rank() == 0:
        dist.barrier()


def returns_a_function(folder):
    note(folder)
    dist.barrier()
    return lambda: folder
