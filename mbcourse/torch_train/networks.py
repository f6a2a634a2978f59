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


def cnn(channels: Sequence[int], classes: int = 10, groups: int = 1, rng: Rng = None) -> nn.Sequential:
    """Return a float64 convolutional network for images of any size, (B, 1, height, width).

    Parameters
    ----------
    channels : sequence of int
        Channels of each convolution: 3 × 3 weights for each pair of an input and an output channel, a border of zeros
        that keeps the size of the image, and ReLU. The mean of each last channel goes into a linear layer.
    classes : int
        Scores that the linear layer gives.
    groups : int
        Cuts the channels of every convolution but the first into so many groups, each of which reads only its own
        inputs. That divides the number of these weights.
    rng : int, Generator or None
        Source of weights and biases, drawn as in `initialise`.

    Raises
    ------
    ValueError
        If there are no channels, a number is below 1, or `groups` does not divide every number of channels.

    Examples
    --------
    >>> import torch
    >>> from mbcourse.torch_train import cnn
    >>> model = cnn((16, 32), rng=0)
    >>> model(torch.zeros(5, 1, 8, 8, dtype=torch.float64)).shape
    torch.Size([5, 10])
    >>> [sum(p.numel() for p in cnn((16, 32), groups=groups).parameters()) for groups in (1, 2)]
    [5130, 2826]
    """
    counts = [inputs.count("channels", count, 1) for count in channels]
    inputs.count("classes", classes, 1)
    inputs.count("groups", groups, 1)
    if not counts:
        raise ValueError(f"channels is {channels!r}: give the number of channels of at least one convolution")
    if any(count % groups for count in counts):
        raise ValueError(f"groups is {groups}: give a number that divides each of the channels, {counts}")
    layers: list[nn.Module] = []
    with torch.random.fork_rng(devices=[]):  # as in `mlp`
        for n_in, n_out in pairwise([1, *counts]):
            layers += [nn.Conv2d(n_in, n_out, 3, padding=1, groups=groups if layers else 1), nn.ReLU()]
        layers += [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(counts[-1], classes)]
    return initialise(nn.Sequential(*layers).double(), rng)


def linear_layer(weight: Tensor, bias: Tensor) -> nn.Linear:
    """Return a layer with these parameters; one made on a real device would draw its own from the global state."""
    n_out, n_in = weight.shape
    layer = nn.Linear(n_in, n_out, device="meta")
    layer.load_state_dict({"weight": weight, "bias": bias}, assign=True)
    return layer
