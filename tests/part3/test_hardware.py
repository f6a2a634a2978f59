"""The laws of chapter 15: what is kept, what accumulation equals, and what the mean of means costs."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose
from torch import nn

from mbcourse import digits, standardise
from mbcourse.memory import saved_bytes
from mbcourse.torch_train import cnn, initialise, mlp

DIGITS = standardise(digits())[0]
X, Y = torch.tensor(DIGITS.x), torch.tensor(DIGITS.y)
cross_entropy = nn.functional.cross_entropy


class WithLoss(nn.Module):
    """A network and its loss."""

    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, x, y):
        return cross_entropy(self.network(x), y)


# --- Memory ---


def kept(network, batch_size, side):
    """Bytes kept, on a device where tensors have a size and no numbers."""
    images = torch.zeros(batch_size, 1, side, side, device="meta")
    labels = torch.zeros(batch_size, dtype=torch.int64, device="meta")
    return saved_bytes(WithLoss(network.float().to("meta")), images, labels)


def counted(channels, side):
    """Of an example: its pixels, all channels, the means of the last, the log-probabilities, and the label."""
    return 4 * ((1 + sum(channels)) * side**2 + channels[-1] + 10) + 8


@pytest.mark.parametrize("side", [8, 28, 1024])
@pytest.mark.parametrize("channels", [(16, 32), (8, 16), (8, 16, 16)])
def test_convolutions_keep_what_their_layers_put_out(channels, side):
    for batch_size in (1, 2, 50):
        assert kept(cnn(channels), batch_size, side) == counted(channels, side) * batch_size + 4


@pytest.mark.parametrize("side", [8, 64, 1024])
@pytest.mark.parametrize("groups", [2, 4, 16])
def test_weights_that_are_left_out_make_no_room(groups, side):
    whole, cut = cnn((16, 32)), cnn((16, 32), groups=groups)
    assert sum(p.numel() for p in whole.parameters()) - sum(p.numel() for p in cut.parameters()) == 4608 * (
        1 - 1 / groups
    )
    assert kept(whole, 3, side) == kept(cut, 3, side)


@pytest.mark.parametrize("size", [32, 64, 128])
def test_a_micro_batch_keeps_its_share(size):
    assert 256 // size * (kept(cnn((16, 32)), size, 8) - 4) == kept(cnn((16, 32)), 256, 8) - 4


def peak(network, *shape):
    """The most bytes that a forward and backward pass has, with examples of this shape, by PyTorch's profiler."""
    loss = WithLoss(network.float())
    x, y = torch.zeros(*shape), torch.zeros(shape[0], dtype=torch.int64)
    with torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CPU], profile_memory=True) as profile:
        loss(x, y).backward()
    changes = [event.nbytes() for event in profile.profiler.kineto_results.events() if event.name() == "[memory]"]
    return x.nbytes + np.cumsum(changes).max()


def test_the_peak_is_above_what_is_kept_and_grows_faster():
    network = mlp((64, 256, 256, 10), rng=0)
    low, high = (peak(network, batch_size, 64) for batch_size in (512, 1024))
    assert high > 2_352 * 1024
    assert (high - low) / 512 > 1.2 * 2_352


@pytest.mark.parametrize(("low", "side"), [(1, 64), (1, 128), (256, 8)])
@pytest.mark.parametrize(("channels", "groups"), [((16, 32), 1), ((16, 32), 2), ((11, 22), 1), ((8, 16), 1)])
def test_at_the_peak_gradients_of_the_last_channels_are_there_twice(channels, groups, low, side):
    """Before and after the last ReLU, beside all that is kept. A convolution's own room to compute in may add to it."""
    once, twice = (peak(cnn(channels, groups=groups), size, 1, side, side) for size in (low, 2 * low))
    numbers = 1 + sum(channels) + 2 * channels[-1]
    assert (twice - once) / low > 0.99 * 4 * numbers * side**2


# --- Accumulation ---


def accumulated(network, x, y, pieces, *, by_share=True):
    """The gradient, added up over pieces of these sizes, each by its share of the examples or all by 1 / J."""
    network.zero_grad()
    for part_x, part_y in zip(x.split(pieces), y.split(pieces), strict=True):
        weight = len(part_y) / len(y) if by_share else 1 / len(pieces)
        (weight * cross_entropy(network(part_x), part_y)).backward()
    return torch.cat([each.grad.flatten() for each in network.parameters()])


def off(network, x, y, pieces, **options):
    """Distance from the gradient of the whole batch, by its length."""
    whole = accumulated(network, x, y, [len(y)])
    return float((accumulated(network, x, y, pieces, **options) - whole).norm() / whole.norm())


PIECES = {256: [64] * 4, 250: [83, 83, 83, 1], 100: [32, 32, 32, 4], 20: [7, 1, 12]}


NETWORKS = {
    "mlp": mlp((64, 32, 10), rng=0),
    "cnn": nn.Sequential(nn.Unflatten(1, (1, 8, 8)), cnn((4, 8), rng=0)),
}


@pytest.mark.parametrize("batch_size", PIECES)
@pytest.mark.parametrize("name", NETWORKS)
def test_pieces_by_their_share_give_the_gradient_of_the_whole_batch(name, batch_size):
    network, pieces = NETWORKS[name], PIECES[batch_size]
    x, y = X[:batch_size], Y[:batch_size]
    assert off(network, x, y, pieces) < 1e-13
    equal = len(set(pieces)) == 1
    assert (off(network, x, y, pieces, by_share=False) < 1e-13) is equal  # the mistake


@pytest.mark.parametrize("batch_size", PIECES)
def test_in_float32_rounding_is_larger_by_as_much_as_its_precision(batch_size):
    network = mlp((64, 32, 10), rng=0).float()
    assert 1e-9 < off(network, X[:batch_size].float(), Y[:batch_size], PIECES[batch_size]) < 1e-6


@pytest.mark.parametrize("hidden", [16, 64, 128])
@pytest.mark.parametrize("size", [64, 16, 2])
def test_layer_normalisation_does_not_see_the_piece(size, hidden):
    layers = nn.Sequential(nn.Linear(64, hidden), nn.LayerNorm(hidden), nn.ReLU(), nn.Linear(hidden, 10))
    assert off(initialise(layers.double(), 0), X[:128], Y[:128], [size] * (128 // size)) < 1e-13


def normalised():
    layers = nn.Sequential(nn.Linear(64, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 10))
    return initialise(layers.double(), 0)


def test_batch_normalisation_makes_another_gradient_the_more_so_the_smaller_the_pieces():
    distances = [off(normalised(), X[:128], Y[:128], [size] * (128 // size)) for size in (64, 16, 4, 2)]
    assert distances[0] > 0.01 and (np.diff(distances) > 0).all()


@pytest.mark.parametrize("size", [64, 16, 4])
def test_in_evaluation_normalisation_is_a_layer_like_others(size):
    assert off(normalised().eval(), X[:128], Y[:128], [size] * (128 // size)) < 1e-13


# --- The mean of means ---


@pytest.mark.parametrize("pieces", [*PIECES.values(), [3], [1, 1]])
def test_the_mean_of_means_is_as_noisy_as_a_harmonic_mean_says(pieces):
    """Every example is an independent draw with a weight; the variance is the sum of the squared weights."""
    weights = np.repeat(1 / (len(pieces) * np.array(pieces)), pieces)
    assert_allclose(weights.sum(), 1)  # right on average
    worth = len(pieces) ** 2 / sum(1 / size for size in pieces)
    assert_allclose((weights**2).sum(), 1 / worth)
    assert worth <= sum(pieces) + 1e-9  # with equality for equal pieces
    assert (abs(worth - sum(pieces)) < 1e-9) is (len(set(pieces)) == 1)
