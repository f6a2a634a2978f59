"""Parameters drawn by NumPy: distributed as PyTorch's own, the same whatever PyTorch's seed, shared ones once."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from torch import nn

from mbcourse.torch_train import initialise, mlp


@pytest.fixture(autouse=True)
def _global_random_state_stays():
    before = torch.get_rng_state()
    yield
    torch.set_rng_state(before)


LAYERS = {
    "Linear": lambda: nn.Linear(20, 900),
    "Linear without bias": lambda: nn.Linear(20, 900, bias=False),
    "Bilinear": lambda: nn.Bilinear(5, 3, 900),
    "Conv1d": lambda: nn.Conv1d(4, 900, 3),
    "Conv2d in groups": lambda: nn.Conv2d(4, 900, 3, groups=2),
    "Conv3d": lambda: nn.Conv3d(2, 900, 2),
    "ConvTranspose1d": lambda: nn.ConvTranspose1d(30, 900, 3),
    "ConvTranspose2d in groups": lambda: nn.ConvTranspose2d(30, 900, 3, groups=3),
    "Embedding": lambda: nn.Embedding(200, 30),
    "Embedding with padding": lambda: nn.Embedding(200, 30, padding_idx=7),
    "EmbeddingBag": lambda: nn.EmbeddingBag(200, 30),
    "RNN": lambda: nn.RNN(20, 300, num_layers=2),
    "GRU": lambda: nn.GRU(20, 200, bidirectional=True),
    "LSTM with projections": lambda: nn.LSTM(20, 200, proj_size=50),
    "GRUCell": lambda: nn.GRUCell(20, 300),
    "LSTMCell": lambda: nn.LSTMCell(20, 300),
    "BatchNorm1d": lambda: nn.BatchNorm1d(20),
    "BatchNorm2d": lambda: nn.BatchNorm2d(20),
    "InstanceNorm1d": lambda: nn.InstanceNorm1d(20, affine=True),
    "LayerNorm": lambda: nn.LayerNorm(20),
    "GroupNorm": lambda: nn.GroupNorm(2, 20),
    "RMSNorm": lambda: nn.RMSNorm(20),
    "PReLU": lambda: nn.PReLU(20, init=0.1),
    "attention": lambda: nn.MultiheadAttention(64, 4),
    "attention of three sizes": lambda: nn.MultiheadAttention(1024, 4, kdim=20, vdim=10, add_bias_kv=True),
    "encoder": lambda: nn.TransformerEncoderLayer(64, 4, 900),
}


@pytest.mark.parametrize("layer", LAYERS)
def test_bounds_and_variance_of_each_parameter_are_those_of_pytorchs_own_start(layer):
    torch.manual_seed(0)
    theirs, ours = LAYERS[layer](), LAYERS[layer]()
    for parameter in ours.parameters():  # so that nothing of PyTorch's draw can be left
        nn.init.constant_(parameter, torch.nan)
    initialise(ours, rng=1)
    for (name, one), (_, other) in zip(ours.named_parameters(), theirs.named_parameters(), strict=True):
        one, other = one.detach(), other.detach()
        # The relative error of a variance of N draws is sqrt(2 / N) where they are normal, less where uniform.
        assert_allclose(one.square().mean(), other.square().mean(), rtol=10 * np.sqrt(2 / one.numel()), err_msg=name)
        assert_allclose(one.mean(), other.mean(), atol=10 * other.std() / np.sqrt(one.numel()), err_msg=name)
        if name not in {"bias_k", "bias_v"} and "Embedding" not in layer:  # those are normal, and have no bound
            assert_allclose(one.abs().max(), other.abs().max(), rtol=0.02, err_msg=name)


@pytest.mark.parametrize(("n_in", "n_out"), [(64, 16), (7, 3), (1, 1)])
def test_a_linear_layer_starts_like_one_of_mlp(n_in, n_out):
    layer, twin = initialise(nn.Linear(n_in, n_out).double(), rng=4), mlp((n_in, n_out), rng=4)[0]
    assert torch.equal(layer.weight, twin.weight) and torch.equal(layer.bias, twin.bias)


def network() -> nn.Module:
    return nn.ModuleList([nn.Embedding(9, 6), nn.GRU(6, 5), nn.BatchNorm1d(5), nn.MultiheadAttention(6, 2)]).double()


def test_a_seed_gives_its_numbers_whatever_pytorchs_seed_and_leaves_pytorchs_generator_alone():
    starts = []
    for rng, torch_seed in ((3, 0), (np.random.default_rng(3), 1), (4, 0)):
        torch.manual_seed(torch_seed)
        model = network()
        before = torch.get_rng_state()
        assert initialise(model, rng) is model
        assert torch.equal(before, torch.get_rng_state())
        starts.append(nn.utils.parameters_to_vector(model.parameters()))
    assert torch.equal(starts[0], starts[1])
    assert (starts[0] != starts[2]).float().mean() > 0.5  # all but zeros and ones


def test_a_generator_moves_on_from_module_to_module():
    rng = np.random.default_rng(0)
    first, second = (initialise(nn.Linear(4, 3), rng).weight for _ in range(2))
    assert (first != second).all()


def test_a_shared_parameter_is_drawn_once_for_the_module_that_comes_first():
    tied = nn.Sequential(nn.Embedding(50, 8), nn.Linear(8, 50, bias=False), nn.Linear(8, 3))
    tied[1].weight = tied[0].weight
    apart = nn.Sequential(nn.Embedding(50, 8), nn.Linear(8, 3))
    initialise(tied, rng=2), initialise(apart, rng=2)
    assert tied[1].weight is tied[0].weight
    assert torch.equal(tied[0].weight, apart[0].weight)
    assert torch.equal(tied[2].weight, apart[1].weight)  # the sharing took no draws


def test_buffers_and_floating_type_stay():
    model = nn.BatchNorm1d(3).half()
    model.running_mean += 1
    initialise(model, rng=0)
    assert model.running_mean.tolist() == [1, 1, 1]
    assert {parameter.dtype for parameter in model.parameters()} == {torch.half}


class Scale(nn.Linear):
    """A linear layer with a parameter more."""

    def __init__(self) -> None:
        super().__init__(3, 3)
        self.scale = nn.Parameter(torch.ones(3))


class Orthogonal(nn.Linear):
    """A linear layer with a start of its own."""

    def reset_parameters(self) -> None:
        nn.init.orthogonal_(self.weight)
        nn.init.zeros_(self.bias)


class Plain(nn.Linear):
    """A linear layer under another name."""


@pytest.mark.parametrize(
    ("unknown", "message"),
    [
        (Scale(), "module '1.0' is of class Scale, whose start is not known here: set its parameters yourself"),
        (Orthogonal(3, 3), "module '1.0' is of class Orthogonal"),
        (nn.LazyLinear(3), "module '1.0' is of class LazyLinear"),
        (nn.Transformer(4, 2, 1, 1, 8, batch_first=True), "module '1.0' is of class Transformer"),
        (
            nn.utils.parametrizations.weight_norm(nn.Linear(3, 3)),
            "module '1.0.parametrizations.weight' is of",
        ),
        (nn.ParameterList([torch.ones(2)]), "module '1.0' is of class ParameterList"),
    ],
)
def test_a_module_of_unknown_parameters_is_named_before_anything_is_drawn(unknown, message):
    model = nn.Sequential(nn.Linear(3, 3), nn.Sequential(unknown))
    before = model[0].weight.clone()
    with pytest.raises(ValueError, match=message):
        initialise(model, rng=0)
    assert torch.equal(model[0].weight, before)


def test_a_subclass_that_starts_like_its_base_is_known():
    assert torch.equal(initialise(Plain(3, 3), rng=0).weight, initialise(nn.Linear(3, 3), rng=0).weight)
