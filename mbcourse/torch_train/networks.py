"""Networks whose initial weights come from the caller's ``rng``."""

from collections.abc import Sequence
from itertools import pairwise

import torch
from torch import Tensor, nn

from mbcourse import inputs
from mbcourse.inputs import Rng
from mbcourse.torch_train.initialisation import initialise


def mlp(sizes: Sequence[int], rng: Rng = None) -> nn.Sequential:
    """Return a float64 network of fully connected layers with ReLU between them.

    Parameters
    ----------
    sizes : sequence of int
        Inputs, hidden layers, outputs: (64, 32, 10) has one hidden layer of 32, (64, 10) is softmax regression.
    rng : int, Generator or None
        Source of weights and biases, drawn as in `initialise`: uniform within 1 / sqrt(inputs of the layer).

    Raises
    ------
    ValueError
        For fewer than two sizes, or one below 1.

    Examples
    --------
    >>> from mbcourse.torch_train import mlp
    >>> model = mlp((64, 32, 10), rng=0)
    >>> [tuple(parameter.shape) for parameter in model.parameters()]
    [(32, 64), (32,), (10, 32), (10,)]
    >>> sum(parameter.numel() for parameter in model.parameters())
    2410
    """
    if len(sizes) < 2:
        raise ValueError(f"sizes is {sizes!r}: give at least the numbers of inputs and outputs")
    layers: list[nn.Module] = []
    with torch.random.fork_rng(devices=[]):  # what `nn.Linear` draws for itself leaves the global state as it was
        for n_in, n_out in pairwise([inputs.count("sizes", size, 1) for size in sizes]):
            layers += [nn.Linear(n_in, n_out, dtype=torch.float64), nn.ReLU()]
    return initialise(nn.Sequential(*layers[:-1]), rng)


def linear_layer(weight: Tensor, bias: Tensor) -> nn.Linear:
    """Return a layer with these parameters; one made on a real device would draw its own from the global state."""
    n_out, n_in = weight.shape
    layer = nn.Linear(n_in, n_out, device="meta")
    layer.load_state_dict({"weight": weight, "bias": bias}, assign=True)
    return layer
