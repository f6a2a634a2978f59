"""Data-parallel training as each rank of `mbcourse.distributed.launch` does it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.parallel import DistributedDataParallel


class Replica(NamedTuple):
    """A rank's copy of the model after training.

    Attributes
    ----------
    weights : (P,) tensor
        All parameters, in the order of ``model.parameters()``.
    gradient : (P,) tensor
        The gradient of the last update, as averaged over the ranks.

    Examples
    --------
    With the rate 1 an update moves the weights by the gradient:

    >>> import numpy as np
    >>> import torch
    >>> from mbcourse import data_parallel, distributed, torch_train
    >>> x, y = torch.eye(4, dtype=torch.float64), torch.tensor([0, 1, 0, 1])
    >>> model = torch_train.mlp((4, 2), rng=0)
    >>> start = torch.nn.utils.parameters_to_vector(model.parameters())
    >>> batch = [np.array([0, 1]), np.array([2, 3])]
    >>> replica, _ = distributed.launch(data_parallel.train, model, x, y, [batch], 1.0, (1, 1))
    >>> torch.allclose(start - replica.weights, replica.gradient)
    True
    """

    weights: Tensor
    gradient: Tensor


def train(
    model: nn.Module,
    x: Tensor,
    y: Tensor,
    batches: Sequence[Sequence[NDArray[np.intp]]],
    rate: float,
    factors: Sequence[float],
) -> Replica:
    """Train a classifier by mini-batches whose examples are shared out to the ranks, and return this rank's copy.

    Call it by `mbcourse.distributed.launch`, which runs it on every rank.

    Parameters
    ----------
    model : Module
        Returns scores, (m, classes); the same on all ranks. Each has a copy of its own.
    x : (n, ...) tensor
        Inputs.
    y : (n,) tensor of int64
        Classes.
    batches : sequence of sequences of W int arrays
        For each update and each rank, the places in `x` and `y` of its shard of the batch.
    rate : float
        Learning rate.
    factors : sequence of W floats
        What the mean loss of each rank's shard is multiplied by: all 1 for the plain mean over the ranks.

    Raises
    ------
    ValueError
        If there is no batch, or not one shard and one factor for each rank.

    Examples
    --------
    >>> import numpy as np
    >>> import torch
    >>> from mbcourse import data_parallel, distributed, torch_train
    >>> x, y = torch.eye(4, dtype=torch.float64), torch.tensor([0, 1, 0, 1])
    >>> shards = [np.array([0, 1]), np.array([2, 3])]
    >>> model = torch_train.mlp((4, 2), rng=0)
    >>> first, second = distributed.launch(data_parallel.train, model, x, y, [shards] * 3, 0.1, (1, 1))
    >>> torch.equal(first.weights, second.weights)
    True
    """
    rank = dist.get_rank()
    _expect_one_for_each_rank(batches, factors)
    replica = DistributedDataParallel(model)
    optimizer = torch.optim.SGD(replica.parameters(), lr=rate)
    for shards in batches:  # one update
        mine = shards[rank]
        loss = nn.functional.cross_entropy(replica(x[mine]), y[mine])
        optimizer.zero_grad()
        (factors[rank] * loss).backward()  # the mean over the ranks
        optimizer.step()
    parameters = list(model.parameters())
    return Replica(
        torch.cat([each.detach().flatten() for each in parameters]),
        torch.cat([each.grad.flatten() for each in parameters if each.grad is not None]),
    )


def _expect_one_for_each_rank(batches: Sequence[Sequence[NDArray[np.intp]]], factors: Sequence[float]) -> None:
    ranks = dist.get_world_size()
    if len(factors) != ranks:
        raise ValueError(f"factors has {len(factors)} numbers for {ranks} ranks: give one for each")
    if not batches:
        raise ValueError("batches is empty: give the shards of at least one update")
    if wrong := {len(shards) for shards in batches} - {ranks}:
        raise ValueError(f"batches has updates of {wrong} shards for {ranks} ranks: give one for each")
