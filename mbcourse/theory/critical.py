"""How the updates that a target takes depend on the batch size: two numbers of a hyperbola."""

import numpy as np
from numpy.typing import ArrayLike

from mbcourse.inputs import FloatArray


def critical_batch(batch_sizes: ArrayLike, updates: ArrayLike) -> tuple[float, float]:
    """Return the fewest updates and the critical batch size of ``updates = S_min (1 + b_noise / batch_size)``.

    With E = batch_size * updates, the examples seen, and E_min = S_min b_noise, this is the hyperbola
    ``(S / S_min - 1) (E / E_min - 1) = 1`` (McCandlish et al. 2018): at ``batch_size = b_noise`` a run
    takes twice the fewest updates and twice the fewest examples.

    Parameters
    ----------
    batch_sizes : (k,) array
        The batch sizes, at least two different ones; they need not be whole numbers.
    updates : (k,) array
        How many updates the target took at each batch size, its learning rate tuned for it (`mbcourse.tuning`).

    Returns
    -------
    S_min : float
        Updates that the target would take with infinitely large batches.
    b_noise : float
        The critical batch size, in examples.

    Raises
    ------
    ValueError
        For sizes or updates that are not positive and finite or whose numbers differ, for fewer than two different
        sizes, and for a fit in which either number is not positive: then the points lie on no such hyperbola.

    Notes
    -----
    Least squares of the relative errors, ``sum (fit / updates - 1)^2``: every size counts alike, however many updates
    it takes. The answer depends on which sizes are given, unless all points lie on one hyperbola.

    Examples
    --------
    >>> from mbcourse import theory
    >>> S_min, b_noise = theory.critical_batch([1, 5, 20], [90, 26, 14])
    >>> print(f"{S_min:.1f} updates, critical batch size {b_noise:.1f}")
    10.0 updates, critical batch size 8.0
    """
    sizes, counts = _positive("batch_sizes", batch_sizes), _positive("updates", updates)
    if sizes.shape != counts.shape:
        raise ValueError(f"batch_sizes holds {len(sizes)} numbers and updates {len(counts)}: give one for each size")
    if len(np.unique(sizes)) < 2:
        raise ValueError(f"batch_sizes holds {len(np.unique(sizes))} different sizes: give at least two")
    rows = np.column_stack([1 / counts, 1 / (sizes * counts)])
    # Columns of length 1, so that the number of digits does not depend on the units.
    lengths = np.linalg.norm(rows, axis=0)
    fewest, total = np.linalg.lstsq(rows / lengths, np.ones(len(sizes)))[0] / lengths
    if not (fewest > 0 and total > 0):
        found = "do not fall with the batch size" if fewest > 0 else "fall faster than in proportion to 1 / batch size"
        raise ValueError(f"the updates {found}: no hyperbola with positive S_min and b_noise fits them")
    return float(fewest), float(total / fewest)


def _positive(name: str, values: ArrayLike) -> FloatArray:
    try:
        array = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} cannot be read as numbers: {error}") from None
    if array.ndim != 1:
        raise ValueError(f"{name} has shape {array.shape}: give (k,), a number for each batch size")
    if not (np.isfinite(array) & (array > 0)).all():
        raise ValueError(f"{name} is {values!r}: give finite numbers above 0")
    return array
