"""Optimisers that remember past gradients, each as one pure step, with PyTorch's conventions.

All steps are called alike: ``weights, state = step(weights, gradient, state, rate)``, from ``state = State()`` on, with
settings by name; ``functools.partial`` binds them for a trainer. Nothing is changed in place and nothing is hidden:
what a step returns depends on its arguments alone.

Only arithmetic is used, so that weights and gradient may be NumPy arrays or PyTorch tensors, the latter under
``torch.no_grad()``; `Array` stands for either, or for a number. Rate and settings may be arrays too, if they broadcast
against the weights: for R runs trained side by side, with weights of shape (R, n, m), one rate for each run has shape
(R, 1, 1). A network with several arrays of weights takes one step for each, with a state of its own.
"""

from typing import Any, NamedTuple

import numpy as np

Array = Any
"""A NumPy array, a PyTorch tensor, or a number."""


class State(NamedTuple):
    """What an optimiser remembers from one step to the next; `State()` is the start.

    Attributes
    ----------
    updates : int
        Steps taken so far.
    first : Array
        The running sum (`momentum`: the velocity) or running mean (`adam`, `adamw`) of gradients, of the weights'
        shape; 0.0 at the start.
    second : Array
        The running mean of squared gradients (`rmsprop`, `adam`, `adamw`), of the weights' shape; 0.0 at the start.

    Examples
    --------
    >>> from mbcourse import optim
    >>> weights, state = optim.momentum(1.0, 2.0, optim.State(), rate=0.1)
    >>> weights, state
    (0.8, State(updates=1, first=2.0, second=0.0))
    """

    updates: int = 0
    first: Array = 0.0
    second: Array = 0.0


def momentum(
    weights: Array,
    gradient: Array,
    state: State,
    rate: Array,
    *,
    momentum: Array = 0.9,
    nesterov: bool = False,
    weight_decay: Array = 0.0,
) -> tuple[Array, State]:
    """Take one step of gradient descent with momentum, as `torch.optim.SGD` does.

    With the gradient g, the velocity is v <- momentum v + g, so that the first step is plain gradient descent, and
    w <- w - rate v: the velocity is not in units of the rate, and a change of the rate acts on all of it at once.

    Parameters
    ----------
    weights, gradient : Array
        The weights and the gradient at the weights, of the same shape.
    state : State
        As the last step returned it, or `State()`.
    rate : float or Array
        Learning rate of this step, 0 or more.
    momentum : float or Array
        Share of the velocity that is kept, at least 0 and below 1; 0 is plain gradient descent.
    nesterov : bool
        Whether to go by g + momentum v instead of v.
    weight_decay : float or Array
        Strength of an L2 penalty, 0 or more: weight_decay * w is added to the gradient.

    Returns
    -------
    weights : Array
        After the step.
    state : State
        What the next step needs.

    Raises
    ------
    ValueError
        If gradient or state have another shape than the weights, or a setting is outside its limits.

    Notes
    -----
    Polyak (1964, https://doi.org/10.1016/0041-5553(64)90137-5); Nesterov's variant in the form of Sutskever et al.
    (2013, *On the importance of initialization and momentum in deep learning*), written for the look-ahead point: the
    weights here are theirs plus momentum times their velocity, where the gradient is taken.

    Examples
    --------
    Under a constant gradient the velocity grows towards 1 / (1 - momentum) gradients:

    >>> from mbcourse import optim
    >>> weights, state = 0.0, optim.State()
    >>> for _ in range(50):
    ...     weights, state = optim.momentum(weights, 1.0, state, rate=0.01, momentum=0.8)
    >>> round(state.first, 3)
    5.0
    """
    _same_shape(weights, gradient, state)
    _nonnegative(rate=rate, weight_decay=weight_decay)
    _share(momentum=momentum)
    gradient = gradient + weight_decay * weights
    velocity = momentum * state.first + gradient
    direction = gradient + momentum * velocity if nesterov else velocity
    return weights - rate * direction, State(state.updates + 1, velocity)


def rmsprop(
    weights: Array,
    gradient: Array,
    state: State,
    rate: Array,
    *,
    alpha: Array = 0.99,
    eps: Array = 1e-8,
    weight_decay: Array = 0.0,
) -> tuple[Array, State]:
    """Take one step of RMSProp, as `torch.optim.RMSprop` does without momentum and not centred.

    With the gradient g, s <- alpha s + (1 - alpha) g^2 and w <- w - rate g / (sqrt(s) + eps). As s starts at 0 and is
    not corrected for it, the first step has length rate / sqrt(1 - alpha) in each weight.

    Parameters
    ----------
    weights, gradient, state, rate
        As in `momentum`.
    alpha : float or Array
        Share of the running mean of squares that is kept, at least 0 and below 1.
    eps : float or Array
        Added to the root, not under it, 0 or more. With 0, a gradient that has always been 0 gives 0 / 0.
    weight_decay : float or Array
        Strength of an L2 penalty, as in `momentum`.

    Returns
    -------
    weights, state
        As in `momentum`.

    Raises
    ------
    ValueError
        As in `momentum`.

    Notes
    -----
    Hinton, Srivastava and Swersky (2012), lecture 6e of *Neural networks for machine learning*,
    https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf.

    Examples
    --------
    The first step goes equally far in each weight, however steep the loss is there:

    >>> import numpy as np
    >>> from mbcourse import optim
    >>> weights, _ = optim.rmsprop(np.zeros(2), np.array([100.0, -0.01]), optim.State(), rate=0.1)
    >>> weights.round(3)
    array([-1.,  1.])
    """
    _same_shape(weights, gradient, state)
    _nonnegative(rate=rate, eps=eps, weight_decay=weight_decay)
    _share(alpha=alpha)
    gradient = gradient + weight_decay * weights
    square = alpha * state.second + (1 - alpha) * gradient**2
    return weights - rate * gradient / (square**0.5 + eps), State(state.updates + 1, second=square)


def adam(
    weights: Array,
    gradient: Array,
    state: State,
    rate: Array,
    *,
    betas: tuple[Array, Array] = (0.9, 0.999),
    eps: Array = 1e-8,
    weight_decay: Array = 0.0,
) -> tuple[Array, State]:
    """Take one step of Adam, as `torch.optim.Adam` does.

    In step t = 1, 2, ..., with the gradient g, m <- beta1 m + (1 - beta1) g and s <- beta2 s + (1 - beta2) g^2; as both
    start at 0, they are divided by 1 - beta1^t and 1 - beta2^t before w <- w - rate m / (sqrt(s) + eps).

    Parameters
    ----------
    weights, gradient, state, rate
        As in `momentum`.
    betas : (float or Array, float or Array)
        Shares of the two running means that are kept, each at least 0 and below 1.
    eps : float or Array
        As in `rmsprop`; added after the correction.
    weight_decay : float or Array
        Strength of an L2 penalty, as in `momentum`. It passes through both means, so that weights of large gradients
        shrink less: see `adamw`.

    Returns
    -------
    weights, state
        As in `momentum`.

    Raises
    ------
    ValueError
        As in `momentum`.

    Notes
    -----
    Kingma and Ba (2015), algorithm 1, https://arxiv.org/abs/1412.6980.

    Examples
    --------
    The first step has length `rate` in each weight:

    >>> import numpy as np
    >>> from mbcourse import optim
    >>> weights, _ = optim.adam(np.zeros(2), np.array([100.0, -0.01]), optim.State(), rate=0.1)
    >>> weights.round(3)
    array([-0.1,  0.1])
    """
    _same_shape(weights, gradient, state)
    _nonnegative(rate=rate, eps=eps, weight_decay=weight_decay)
    return _adam_step(weights, gradient + weight_decay * weights, state, rate, betas, eps)


def adamw(
    weights: Array,
    gradient: Array,
    state: State,
    rate: Array,
    *,
    betas: tuple[Array, Array] = (0.9, 0.999),
    eps: Array = 1e-8,
    weight_decay: Array = 0.01,
) -> tuple[Array, State]:
    """Take one step of Adam with decoupled weight decay, as `torch.optim.AdamW` does.

    The weights shrink first, by the factor 1 - rate * weight_decay; then they take the step of `adam` for the loss
    alone.

    Parameters
    ----------
    weights, gradient, state, rate, betas, eps
        As in `adam`.
    weight_decay : float or Array
        How fast the weights shrink, 0 or more.

    Returns
    -------
    weights, state
        As in `momentum`.

    Raises
    ------
    ValueError
        As in `momentum`.

    Notes
    -----
    Loshchilov and Hutter (2019), https://arxiv.org/abs/1711.05101, whose algorithm 2 shrinks by a schedule times the
    decay, without the rate; PyTorch multiplies by the rate.

    Examples
    --------
    Where the loss is flat, only the decay acts:

    >>> from mbcourse import optim
    >>> weights, _ = optim.adamw(2.0, 0.0, optim.State(), rate=0.1, weight_decay=0.5)
    >>> weights
    1.9
    """
    _same_shape(weights, gradient, state)
    _nonnegative(rate=rate, eps=eps, weight_decay=weight_decay)
    return _adam_step(weights * (1 - rate * weight_decay), gradient, state, rate, betas, eps)


def _adam_step(
    weights: Array, gradient: Array, state: State, rate: Array, betas: tuple[Array, Array], eps: Array
) -> tuple[Array, State]:
    beta1, beta2 = betas
    _share(beta1=beta1, beta2=beta2)
    t = state.updates + 1
    first = beta1 * state.first + (1 - beta1) * gradient
    second = beta2 * state.second + (1 - beta2) * gradient**2
    mean, square = first / (1 - beta1**t), second / (1 - beta2**t)
    return weights - rate * mean / (square**0.5 + eps), State(t, first, second)


def _same_shape(weights: Array, gradient: Array, state: State) -> None:
    """Refuse what would broadcast: (n,) against (n, 1) gives weights of shape (n, n)."""
    shape = np.shape(weights)
    if np.shape(gradient) != shape:
        raise ValueError(
            f"gradient has shape {np.shape(gradient)} but weights {shape}: give one number for each weight"
        )
    for moment in (np.shape(state.first), np.shape(state.second)):
        if moment not in ((), shape):
            raise ValueError(f"state holds shape {moment} but weights have {shape}: each array has a state of its own")


def _nonnegative(**settings: Array) -> None:
    for name, value in settings.items():
        if not _everywhere((value >= 0) & (value < np.inf)):
            raise ValueError(f"{name} is {value}: give a finite number, 0 or more")


def _share(**settings: Array) -> None:
    for name, value in settings.items():
        if not _everywhere((value >= 0) & (value < 1)):
            raise ValueError(f"{name} is {value}: give a number from 0 to below 1")


def _everywhere(condition: Array) -> bool:
    return bool(condition if isinstance(condition, bool) else condition.all())
