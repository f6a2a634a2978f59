"""Checkpoints: all that a run of training needs to go on, bit for bit, as if nothing had stopped it."""

import pickle
import random
from collections.abc import Mapping
from copy import deepcopy
from io import BytesIO
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from mbcourse import inputs
from mbcourse.torch_train.loading import Minibatches


def snapshot(
    model: nn.Module,
    optimizer: Optimizer,
    scheduler: "LRScheduler | None" = None,  # as text: the book documents this without torch
    sampler: "Minibatches | None" = None,
    rng: np.random.Generator | None = None,
    *,
    epoch: int,
    batches_done: int,
    updates: int,
    **more: Any,
) -> dict[str, Any]:
    """Return a copy of all that training goes on from: take it right after an update, or when all of an epoch is done.

    Parameters
    ----------
    model : Module
        Its parameters and buffers are copied, also those buffers that its ``state_dict`` leaves out.
    optimizer, scheduler
        Their ``state_dict`` is copied. A learning rate that is a function of the update count needs no scheduler.
    sampler : Minibatches, optional
        What draws the batches, from a generator of its own.
    rng : Generator, optional
        The generator of whatever else the loop draws with NumPy. NumPy's old global generator is not looked at.
    epoch, batches_done, updates : int
        The loop's own counts: epochs done, batches done of the epoch that is going on, updates made in all. A loader
        with workers asks its sampler for batches ahead, so that no other count is right.
    **more
        What else the loop keeps, such as the best validation loss, its weights and the patience left: plain numbers,
        strings and tensors, and lists and dictionaries of them.

    Returns
    -------
    dict
        ``weights, buffers, optimizer, scheduler, torch_generator, numpy_generators, python_generator, epoch,
        batches_done, updates`` and ``more``. ``torch.save`` writes it and ``torch.load(..., weights_only=True)`` reads
        it. Nothing in it changes when training goes on.

    Raises
    ------
    ValueError
        For a negative count, one generator in two places, or something that ``torch.load`` would refuse to read.

    Notes
    -----
    Out of reach, so that no snapshot within an epoch is exact: what a `DataLoader` draws for itself, one number at the
    start of each pass, so give it a generator of its own, as `minibatch_loader` does; and the generators of its
    workers, so draw no augmentation in them. See `PyTorch's notes on reproducibility
    <https://docs.pytorch.org/docs/stable/notes/randomness.html>`__. Generators of accelerators are not copied.

    Examples
    --------
    >>> import torch
    >>> from mbcourse.torch_train import Minibatches, mlp, restore, snapshot
    >>> model, sampler = mlp((4, 3), rng=0), Minibatches(60, 20, rng=0)
    >>> optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
    >>> saved = snapshot(model, optimizer, sampler=sampler, epoch=2, batches_done=1, updates=7, best=0.25)
    >>> restore(saved, model, optimizer, sampler=sampler)
    {'epoch': 2, 'batches_done': 1, 'updates': 7, 'best': 0.25}
    >>> len(list(sampler)), len(list(sampler))  # what is left of that epoch, and the next one
    (2, 3)
    """
    counts = {"epoch": epoch, "batches_done": batches_done, "updates": updates}
    if sampler is not None and sampler.generator is rng:
        raise ValueError("rng is also the generator of the sampler: give each its own, such as those of rng.spawn(2)")
    parts = {
        "weights": _tensors(model.named_parameters()),
        "buffers": _tensors(model.named_buffers()),
        "optimizer": optimizer.state_dict(),
        "scheduler": scheduler and scheduler.state_dict(),
        "torch_generator": torch.get_rng_state(),
        "numpy_generators": {"sampler": sampler and sampler.state(), "rng": rng and rng.bit_generator.state},
        "python_generator": random.getstate(),
        **{name: inputs.count(name, value, 0) for name, value in counts.items()},
    }
    copies = {name: _as_loaded(name, part) for name, part in parts.items()}
    return {**copies, "more": {name: _as_loaded(name, value) for name, value in more.items()}}


def restore(
    saved: Mapping[str, Any],
    model: nn.Module,
    optimizer: Optimizer,
    scheduler: "LRScheduler | None" = None,
    sampler: "Minibatches | None" = None,
    rng: np.random.Generator | None = None,
) -> dict[str, Any]:
    """Put training back to where a snapshot was taken, with everything built as it was then.

    Parameters
    ----------
    saved : dict
        What `snapshot` returned, or ``torch.load(..., weights_only=True)`` read; left untouched.
    model, optimizer, scheduler, sampler, rng
        As given to `snapshot`, built anew; changed in place, like the global generators of PyTorch and Python.

    Returns
    -------
    dict
        The loop's own numbers: ``epoch, batches_done, updates`` and whatever else was given. The first pass over the
        sampler gives the batches that are left of that epoch.

    Raises
    ------
    ValueError
        If a part was saved and is not given, or given and not saved, or if the model's weights or buffers have other
        names, shapes or types. Nothing has changed then.

    Examples
    --------
    >>> import torch
    >>> from mbcourse.torch_train import mlp, restore, snapshot
    >>> model = mlp((4, 3), rng=0)
    >>> optimizer = torch.optim.Adam(model.parameters())
    >>> saved = snapshot(model, optimizer, epoch=0, batches_done=0, updates=0)
    >>> again = mlp((4, 3), rng=1)
    >>> counts = restore(saved, again, torch.optim.Adam(again.parameters()))
    >>> torch.equal(again[0].weight, model[0].weight)
    True
    """
    weights, buffers = _tensors(model.named_parameters()), _tensors(model.named_buffers())
    generators = saved["numpy_generators"]
    _same_tensors("weights", weights, saved["weights"])
    _same_tensors("buffers", buffers, saved["buffers"])
    _same_part("scheduler", scheduler, saved["scheduler"])
    _same_part("sampler", sampler, generators["sampler"])
    _same_part("rng", rng, generators["rng"])

    for name, tensor in {**weights, **buffers}.items():
        tensor.copy_(saved["weights" if name in weights else "buffers"][name])
    optimizer.load_state_dict(deepcopy(saved["optimizer"]))  # which would keep, and then change, what it is given
    if scheduler is not None:
        scheduler.load_state_dict(deepcopy(saved["scheduler"]))
    if sampler is not None:
        sampler.resume(generators["sampler"], saved["epoch"], saved["batches_done"])
    if rng is not None:
        rng.bit_generator.state = generators["rng"]
    torch.set_rng_state(saved["torch_generator"])
    random.setstate(saved["python_generator"])
    return {**{name: saved[name] for name in ("epoch", "batches_done", "updates")}, **deepcopy(saved["more"])}


def _tensors(named: Any) -> dict[str, Tensor]:
    """Return tensors that share the memory of named parameters or buffers, and are not differentiated."""
    return {name: tensor.detach() for name, tensor in named}


def _as_loaded(name: str, part: Any) -> Any:
    """Return a part as it will be read from a file: a copy, and proof that it can be read."""
    file = BytesIO()
    try:
        torch.save(part, file)
        file.seek(0)
        return torch.load(file, weights_only=True)
    except (pickle.PickleError, AttributeError, TypeError) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(
            f"{name} cannot be saved and read with weights_only=True: give plain numbers, strings, tensors, lists and "
            f"dictionaries, such as float(loss) instead of a NumPy number ({reason})"
        ) from None


def _same_part(name: str, given: object, saved: object) -> None:
    if given is None and saved is not None:
        raise ValueError(f"{name} is None but the snapshot holds one: build it as it was and pass it")
    if given is not None and saved is None:
        raise ValueError(f"{name} is given but the snapshot holds none: leave it out, or pass it to snapshot too")


def _same_tensors(kind: str, given: dict[str, Tensor], saved: Mapping[str, Tensor]) -> None:
    ours, theirs = (
        {name: f"{tuple(tensor.shape)} {tensor.dtype}" for name, tensor in tensors.items()}
        for tensors in (given, saved)
    )
    for name in {**theirs, **ours}:
        if ours.get(name) != theirs.get(name):
            raise ValueError(
                f"{kind} {name!r}: the model has {ours.get(name, 'none')}, the snapshot {theirs.get(name, 'none')}: "
                "build the model as it was"
            )
