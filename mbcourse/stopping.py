"""Early stopping: the epoch whose weights to keep, and the epoch after which to stop."""

from math import isnan

import numpy as np
from numpy.typing import ArrayLike

from mbcourse import inputs


def best_epoch(losses: ArrayLike, patience: int, min_delta: float = 0.0) -> tuple[int, int]:
    """Return the best epoch and the epoch after which training stops.

    Epoch 0 is the best until a later one improves on it. An epoch improves if its loss is lower than that of the best
    so far by more than `min_delta`; of equal losses the first stays the best. Training stops after `patience` epochs
    in a row without improvement. What `losses` holds beyond that point does not count.

    Parameters
    ----------
    losses : (E,) array
        Loss on validation data after each epoch, E at least 1. Epochs are counted as positions in `losses`, from 0,
        whether or not the first is the loss before training. NaN, as from a run that has diverged, never improves,
        and any number but positive infinity improves on NaN.
    patience : int
        How many epochs in a row may pass without improvement, at least 1.
    min_delta : float
        What an improvement must exceed, in units of the loss; by default 0.

    Returns
    -------
    best : int
        The epoch whose weights to keep. With `min_delta` above 0 it need not have the lowest loss: smaller
        improvements do not count.
    stopped : int
        The last epoch trained: ``best + patience``, or ``E - 1`` if that comes first. Patience has run out exactly if
        ``stopped - best == patience``.

    Raises
    ------
    ValueError
        If `losses` is empty or not one-dimensional, `patience` is below 1, or `min_delta` is negative or not finite.

    Notes
    -----
    Keras' `EarlyStopping` stops after the same epoch and keeps the same best if the first loss is finite; its default,
    a patience of 0, acts as 1. `torch.optim.lr_scheduler.ReduceLROnPlateau` counts differently: with a patience of p it
    acts after p + 1 epochs without improvement.

    Examples
    --------
    >>> from mbcourse import stopping
    >>> stopping.best_epoch([0.9, 0.5, 0.6, 0.5, 0.7, 0.1], patience=3)
    (1, 4)

    In a training loop, it is asked after each epoch:

    >>> losses = []
    >>> for loss in (0.9, 0.5, 0.6, 0.5, 0.7, 0.1):
    ...     losses.append(loss)
    ...     best, stopped = stopping.best_epoch(losses, patience=3)
    ...     if stopped - best == 3:
    ...         break
    >>> best, losses
    (1, [0.9, 0.5, 0.6, 0.5, 0.7])
    """
    values = _losses(losses)
    patience, min_delta = inputs.count("patience", patience, 1), inputs.nonnegative("min_delta", min_delta)
    best, lowest = 0, np.inf if isnan(values[0]) else values[0]
    for epoch, loss in enumerate(values):
        if loss < lowest - min_delta:
            best, lowest = epoch, loss
        if epoch - best == patience:
            return best, epoch
    return best, len(values) - 1


def _losses(losses: ArrayLike) -> list[float]:
    try:
        array = np.asarray(losses, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"losses cannot be read as numbers: {error}") from None
    if array.ndim != 1 or not array.size:
        raise ValueError(f"losses has shape {array.shape}: give (E,), a loss for each epoch, at least one")
    values: list[float] = array.tolist()
    return values
