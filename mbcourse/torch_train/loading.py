"""The course's batches in the form that PyTorch's `DataLoader` takes."""

from collections.abc import Iterator

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Sampler, TensorDataset

from mbcourse.batches import batch_slices, minibatches
from mbcourse.inputs import Rng


class Minibatches(Sampler[NDArray[np.intp]]):
    """The course's index batches in the form that a `DataLoader` asks for.

    Parameters
    ----------
    n, batch_size, order, last, rng, x
        As in `mbcourse.minibatches`. One generator serves all epochs: each pass over the sampler is the next epoch.

    Examples
    --------
    >>> from mbcourse.torch_train import Minibatches
    >>> sampler = Minibatches(7, 3, rng=0)
    >>> len(sampler)
    3
    >>> for epoch in range(2):
    ...     print([batch.tolist() for batch in sampler])
    [[2, 4, 3], [6, 5, 0], [1]]
    [[5, 2, 4], [6, 1, 0], [3]]
    """

    def __init__(
        self,
        n: int,
        batch_size: int,
        order: str = "reshuffle",
        last: str = "keep",
        rng: Rng = None,
        *,
        x: ArrayLike | None = None,
    ) -> None:
        self.n, self.batch_size, self.order, self.last, self.x = n, batch_size, order, last, x
        self.generator = np.random.default_rng(rng)

    def __iter__(self) -> Iterator[NDArray[np.intp]]:
        return minibatches(self.n, self.batch_size, self.order, self.last, self.generator, x=self.x)

    def __len__(self) -> int:
        return len(batch_slices(self.n, self.batch_size, self.last))


def minibatch_loader(
    x: Tensor, y: Tensor, batch_size: int, order: str = "reshuffle", last: str = "keep", rng: Rng = None
) -> DataLoader[tuple[Tensor, ...]]:
    """Return a `DataLoader` over (x, y) whose batches are the course's.

    Parameters
    ----------
    x : (n, ...) tensor
        Inputs.
    y : (n, ...) tensor
        Targets.
    batch_size, order, last, rng
        As in `mbcourse.minibatches`. ``last="keep"`` and ``"drop"`` are what `DataLoader` calls ``drop_last=False``
        and ``True``.

    Examples
    --------
    >>> import torch
    >>> from mbcourse.torch_train import minibatch_loader
    >>> x, y = torch.arange(7.0), torch.arange(7)
    >>> [labels.tolist() for _, labels in minibatch_loader(x, y, 3, order="given", last="balance")]
    [[0, 1], [2, 3], [4, 5, 6]]
    """
    # batch_size=None: the sampler hands over whole batches, so the data set is asked once per batch instead of once
    # per example. A loader draws one number per pass, from PyTorch's global state unless it has a generator.
    sampler = Minibatches(len(y), batch_size, order, last, rng, x=x)
    return DataLoader(TensorDataset(x, y), sampler=sampler, batch_size=None, generator=torch.Generator())
