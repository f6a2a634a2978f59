"""Up to which learning rate mini-batch updates are stable: in mean square, exactly, and for typical runs."""

import numpy as np
from numpy.typing import ArrayLike

from mbcourse import inputs
from mbcourse.batches import batch_slices, epoch_order
from mbcourse.inputs import FloatArray, Rng
from mbcourse.loss import design_matrix
from mbcourse.theory.noise import noise_factor

CHAINS = 100
"""How many products of random matrices `growth` follows side by side."""


def max_learning_rate(x: ArrayLike, batch_size: int, replacement: bool = True) -> float:
    """Return the learning rate below which mini-batch updates are stable in mean square.

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs; the limit does not depend on the targets.
    batch_size : int
        Examples per batch, from 1 to n.
    replacement : bool
        Whether a batch is drawn with replacement. Without it, ``batch_size = n`` gives the limit of gradient
        descent, 2 / (largest eigenvalue of H).

    Returns
    -------
    float
        The smallest eta at which T has spectral radius 1. Since T maps positive semi-definite matrices to positive
        semi-definite ones, 1 is then an eigenvalue: (H C + C H) = eta (H C H + f(b) V(C)) for some C, with
        V(C) = mean (H_i - H) C (H_i - H), a linear eigenvalue problem.

    Raises
    ------
    ValueError
        For inputs that are empty or not finite, or a batch size outside 1 to n.

    Examples
    --------
    Single examples allow half the rate of the full batch; batches of 20 nearly all of it:

    >>> from mbcourse import lab_line, theory
    >>> x = lab_line().x
    >>> [round(theory.max_learning_rate(x, batch_size), 3) for batch_size in (1, 5, 20)]
    [0.166, 0.283, 0.32]
    >>> round(theory.max_learning_rate(x, 60, replacement=False), 3)  # gradient descent
    0.333
    """
    _, drift, spread = operators(x, batch_size, replacement)
    # H C + C H vanishes only along directions in which the data do not vary: the pseudo-inverse leaves those out.
    return float(1 / np.abs(np.linalg.eigvals(np.linalg.pinv(drift, hermitian=True) @ spread)).max())


def growth(
    x: ArrayLike,
    batch_size: int,
    learning_rate: float,
    order: str = "replacement",
    rng: Rng = None,
    *,
    epochs: int = 10_000,
) -> tuple[float, float]:
    """Return by how much the logarithm of the distance from the minimum grows per update, and its standard error.

    On data that a model fits exactly the distance delta follows delta <- (I - eta H_B) delta, where H_B is the mean of
    the H_i over the batch. In the long run almost every run grows or shrinks at one exponential rate, the largest
    Lyapunov exponent of these random matrices. Below 0 a typical run settles, even where `max_learning_rate` says that
    the mean over runs grows without limit.

    Parameters
    ----------
    x : (n,) or (n, d) array
        Inputs; growth does not depend on the targets.
    batch_size : int
        Examples per batch, from 1 to n.
    learning_rate : float
        The step size, constant.
    order : str
        How batches are drawn, as in `mbcourse.minibatches`: with ``"replacement"``, each as an ``"independent"`` draw
        of different examples, or cut from a ``"reshuffle"``. A smaller last batch is kept.
    rng : int, Generator or None
        Source of the draws. With the same seed two rates see the same batches, so that a zero can be bracketed.
    epochs : int
        How many epochs of ceil(n/b) updates to draw, by default 10,000. A hundred products of random matrices, each
        from a random direction, share them, rounded up to whole epochs, after a tenth as many that are not counted, in
        which the direction settles.

    Returns
    -------
    mean : float
        Mean of log(|delta after| / |delta before|) over the updates; minus infinity where an update reaches 0 exactly.
    error : float
        Its standard error, from the means of the hundred products. It falls as one over the square root of `epochs`.

    Raises
    ------
    ValueError
        For inputs that are empty or not finite, a batch size outside 1 to n, a rate that is negative or not finite, an
        unknown order or fewer than 1 epoch.

    Examples
    --------
    At rate 0.2 single examples are unstable in mean square (the limit is 0.166), and yet a typical run settles:

    >>> from mbcourse import lab_line, theory
    >>> mean, error = theory.growth(lab_line().x, 1, 0.2, rng=0)
    >>> print(round(mean, 2), error < 0.01)
    -0.11 True
    """
    rate = inputs.nonnegative("learning_rate", learning_rate)
    a = _along_the_data(design_matrix(inputs.features(x)))
    n = len(a)
    cuts = batch_slices(n, batch_size)
    counted = -(-inputs.count("epochs", epochs, 1) // CHAINS)
    unseen = -(-counted // 10)
    generator = np.random.default_rng(rng)

    delta = generator.standard_normal((CHAINS, a.shape[1]))
    total = np.zeros(CHAINS)
    with np.errstate(divide="ignore"):  # the logarithm of a distance of 0
        for epoch in range(unseen + counted):
            orders = np.array([epoch_order(n, order, generator, cuts, x) for _ in range(CHAINS)])
            for cut in cuts:
                batch = a[orders[:, cut]]
                along = np.einsum("cbp,cp->cb", batch, delta)
                delta -= 2 * rate / (cut.stop - cut.start) * np.einsum("cb,cbp->cp", along, batch)
                length = np.sqrt(np.einsum("cp,cp->c", delta, delta))
                delta /= np.maximum(length, np.finfo(float).tiny)[:, None]
                if epoch >= unseen:
                    total += np.log(length)
    means = total / (counted * len(cuts))
    return float(means.mean()), float(means.std(ddof=1) / np.sqrt(CHAINS))


def operators(x: ArrayLike, batch_size: int, replacement: bool) -> tuple[FloatArray, FloatArray, FloatArray]:
    """Return H, and C -> H C + C H and C -> H C H + f mean (H_i - H) C (H_i - H) as matrices on vec C."""
    a = design_matrix(inputs.features(x))
    factor = noise_factor(len(a), batch_size, replacement)
    per_example = 2 * a[:, :, None] * a[:, None, :]
    hessian = per_example.mean(axis=0)
    excess = per_example - hessian
    p = len(hessian)
    eye = np.eye(p)
    drift = np.kron(hessian, eye) + np.kron(eye, hessian)
    variance = np.einsum("nij,nkl->ikjl", excess, excess).reshape(p * p, p * p) / len(excess)
    return hessian, drift, np.kron(hessian, hessian) + factor * variance


def _along_the_data(a: FloatArray) -> FloatArray:
    """Return the rows of `a` in coordinates of the space that they span: elsewhere no update moves anything."""
    _, sizes, directions = np.linalg.svd(a, full_matrices=False)
    spanned = directions[sizes > sizes[0] * max(a.shape) * np.finfo(float).eps]
    return np.ascontiguousarray(a @ spanned.T)
