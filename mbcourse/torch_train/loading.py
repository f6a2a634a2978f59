"""The course's batches in the form that PyTorch's `DataLoader` takes."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, cast

import numpy as np
import torch
from numpy.typing import ArrayLike, NDArray
from torch import Tensor
from torch.utils.data import DataLoader, Sampler, TensorDataset

from mbcourse import inputs
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

    Where training stands is two counts, of the epochs done and of the batches done in the next one:

    >>> sampler.resume(sampler.state(), epoch=1, batches_done=1)
    >>> [batch.tolist() for batch in sampler]
    [[6, 1, 0], [3]]
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
        self._beginning = self.generator.bit_generator.state
        self._skipped = 0

    def __iter__(self) -> Iterator[NDArray[np.intp]]:
        # Drawn when the first batch is asked for: a loader with workers begins each pass twice, and drops the first.
        batches = self._next_epoch()
        skipped, self._skipped = self._skipped, 0
        yield from islice(batches, skipped, None)

    def __len__(self) -> int:
        return len(batch_slices(self.n, self.batch_size, self.last))

    def state(self) -> dict[str, Any]:
        """Return the generator as it was before the first epoch, in plain numbers: the same at any time.

        Nothing else may draw from that generator.
        """
        seed = cast(np.random.SeedSequence, self.generator.bit_generator.seed_seq)
        return {"entropy": seed.entropy, "spawn_key": seed.spawn_key, "generator": self._beginning}

    def resume(self, state: Mapping[str, Any], epoch: int, batches_done: int) -> None:
        """Go on after `epoch` epochs and `batches_done` batches of the next, from the state of a sampler like this one.

        The orders of the epochs done are drawn again, which takes as long as it took then. The pass that comes next
        gives the batches that are left of its epoch: none, if all of them are done.

        Raises
        ------
        ValueError
            If `epoch` is negative, or `batches_done` outside 0 to the batches of an epoch.
        """
        inputs.count("epoch", epoch, 0)
        inputs.count("batches_done", batches_done, 0, len(self))
        seed = np.random.SeedSequence(state["entropy"], spawn_key=state["spawn_key"])
        self.generator = np.random.Generator(type(self.generator.bit_generator)(seed))
        self.generator.bit_generator.state = self._beginning = state["generator"]
        for _ in range(epoch):
            self._next_epoch()
        self._skipped = batches_done

    def _next_epoch(self) -> Iterator[NDArray[np.intp]]:
        return minibatches(self.n, self.batch_size, self.order, self.last, self.generator, x=self.x)


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
