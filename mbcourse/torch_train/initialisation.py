"""Initial parameters drawn by NumPy, from the distributions that PyTorch's own layers start with.

PyTorch's own draws may differ in the last digit between processors of other vector instructions, and NumPy's do not.
"""

from collections.abc import Callable
from math import prod
from typing import Any, TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from mbcourse.inputs import Rng

Model = TypeVar("Model", bound=nn.Module)
Draw = Callable[[np.random.Generator, tuple[int, ...]], NDArray[np.float64]]


def initialise(module: Model, rng: Rng = None) -> Model:
    """Draw every parameter of a module anew, by NumPy, from the distribution that PyTorch starts it with.

    Parameters
    ----------
    module : Module
        Made of `nn.Linear`, `nn.Bilinear`, convolutions, embeddings, recurrent layers and cells, normalisations,
        `nn.PReLU` and `nn.MultiheadAttention`, nested as you like. Changed in place; floating type and buffers stay.
    rng : int, Generator or None
        Source of the draws. Parameters are drawn in the order of ``module.named_modules()``, and one that modules
        share is drawn once, for the first of them. PyTorch's generator is neither read nor moved.

    Returns
    -------
    Module
        The same module.

    Raises
    ------
    ValueError
        For a module inside that has parameters, or a way to reset them, which are not those of a layer above. Nothing
        has been drawn then.

    Notes
    -----
    Linear, convolution: weight and bias uniform within 1 / sqrt(inputs of a unit). Recurrent: uniform within
    1 / sqrt(hidden size). Embedding: standard normal, 0 for the padding. Normalisation: weight 1, bias 0. Attention:
    projections of the inputs by Glorot and Bengio (2010), uniform within sqrt(6 / (inputs + outputs)), biases 0.

    Examples
    --------
    >>> from torch import nn
    >>> from mbcourse.torch_train import initialise
    >>> model = nn.Sequential(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.Flatten(), nn.Linear(144, 10)).double()
    >>> initialise(model, rng=0)[0].bias.detach().numpy().round(3)
    array([-0.009,  0.26 ,  0.289, -0.095])
    >>> initialise(nn.ParameterList([nn.Parameter()]), rng=0)
    Traceback (most recent call last):
    ...
    ValueError: the module itself is of class ParameterList, whose start is not known here: set its parameters yourself
    """
    generator = np.random.default_rng(rng)
    plan = [(part, _draws(part, name)) for name, part in module.named_modules()]
    drawn = set()
    with torch.no_grad():
        for part, draws in plan:
            parameters = dict(part.named_parameters(remove_duplicate=False))
            for name, draw in draws.items():
                parameter = parameters.get(name)
                if parameter is not None and parameter not in drawn:
                    drawn.add(parameter)
                    parameter.copy_(torch.from_numpy(draw(generator, tuple(parameter.shape))))
    return module


def _draws(module: nn.Module, name: str) -> dict[str, Draw]:
    """Return how to draw each parameter that belongs to the module itself."""
    known = next(kind for kind in type(module).__mro__ if kind in _KNOWN)
    draws = _KNOWN[known](module) if _resets(type(module)) == _resets(known) else None
    if draws is None or not {key for key, _ in module.named_parameters(recurse=False)} <= draws.keys():
        where = f"module {name!r}" if name else "the module itself"
        raise ValueError(
            f"{where} is of class {type(module).__name__}, whose start is not known here: set its parameters yourself"
        )
    return draws


def _resets(kind: type[nn.Module]) -> list[object]:
    """Return the methods by which a class sets its own parameters."""
    return [getattr(kind, name, None) for name in ("reset_parameters", "_reset_parameters")]


def _uniform(count: float) -> Draw:
    """Return a uniform draw within 1 / sqrt(count)."""
    return lambda generator, shape: generator.uniform(-1, 1, shape) / np.sqrt(count)


def _constant(value: float) -> Draw:
    return lambda generator, shape: np.full(shape, value)


def _by_inputs(module: Any) -> dict[str, Draw]:
    draw = _uniform(prod(module.weight.shape[1:]))
    return {"weight": draw, "bias": draw}


def _bilinear(module: nn.Bilinear) -> dict[str, Draw]:
    draw = _uniform(module.in1_features)  # those of the first input alone, as PyTorch has it
    return {"weight": draw, "bias": draw}


def _recurrent(module: Any) -> dict[str, Draw]:
    return {name: _uniform(module.hidden_size) for name, _ in module.named_parameters()}


def _embedding(module: Any) -> dict[str, Draw]:
    def draw(generator: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
        values = generator.standard_normal(shape)
        if module.padding_idx is not None:
            values[module.padding_idx] = 0
        return values

    return {"weight": draw}


def _attention(module: nn.MultiheadAttention) -> dict[str, Draw]:
    """Return the draws of a layer that also sets a bias of its part `out_proj`, which draws its weight itself."""

    def glorot(generator: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
        return _uniform(sum(shape) / 6)(generator, shape)

    def normal(generator: np.random.Generator, shape: tuple[int, ...]) -> NDArray[np.float64]:
        values: NDArray[np.float64] = generator.standard_normal(shape) / np.sqrt(module.embed_dim)
        return values

    weights = ("in_proj_weight", "q_proj_weight", "k_proj_weight", "v_proj_weight")
    zeros = ("in_proj_bias", "out_proj.bias")
    return {
        **dict.fromkeys(weights, glorot),
        **dict.fromkeys(zeros, _constant(0.0)),
        **dict.fromkeys(("bias_k", "bias_v"), normal),
    }


def _normalisation(module: nn.Module) -> dict[str, Draw]:
    return {"weight": _constant(1.0), "bias": _constant(0.0)}


_KNOWN: dict[type, Callable[[Any], dict[str, Draw]]] = {
    nn.Module: lambda module: {},  # a container
    nn.Linear: _by_inputs,
    nn.modules.conv._ConvNd: _by_inputs,
    nn.Bilinear: _bilinear,
    nn.Embedding: _embedding,
    nn.EmbeddingBag: _embedding,
    nn.RNNBase: _recurrent,
    nn.RNNCellBase: _recurrent,
    nn.MultiheadAttention: _attention,
    nn.modules.batchnorm._NormBase: _normalisation,
    nn.LayerNorm: _normalisation,
    nn.GroupNorm: _normalisation,
    nn.RMSNorm: _normalisation,
    nn.PReLU: lambda module: {"weight": _constant(module.init)},
}
"""How each layer draws its parameters, by its class; a subclass draws like its base."""
