"""What a forward pass keeps, against sums by hand: straight lines in the batch size."""

import pytest
import torch
from torch import nn

from mbcourse.memory import saved_bytes

SIZES = (1, 7, 64)


class Loss(nn.Module):
    """A classifier with its loss."""

    def __init__(self, model):
        super().__init__()
        self.model = model

    def forward(self, x, y):
        return nn.functional.cross_entropy(self.model(x), y)


def mlp():
    return nn.Sequential(nn.Linear(64, 256), nn.ReLU(), nn.Linear(256, 256), nn.ReLU(), nn.Linear(256, 10))


def cnn():
    """Two convolutions on 8 x 8 pixels and the mean over each channel."""
    layers = [nn.Conv2d(1, 16, 3, padding=1), nn.ReLU(), nn.Conv2d(16, 32, 3, padding=1), nn.ReLU()]
    return nn.Sequential(nn.Unflatten(1, (1, 8, 8)), *layers, nn.AvgPool2d(8), nn.Flatten(), nn.Linear(32, 10))


SINGLE, WHOLE = 4, 8  # bytes of a float32 number and of a label
LINES = {
    # Each example: its pixels, both hidden layers, the log-probabilities and the label.
    mlp: (85_002, SINGLE * (64 + 256 + 256 + 10) + WHOLE, 2_352),
    # Its pixels, both layers of channels, their means, the log-probabilities and the label.
    cnn: (5_130, SINGLE * (64 + 16 * 64 + 32 * 64 + 32 + 10) + WHOLE, 12_720),
}


@pytest.mark.parametrize("batch_size", SIZES)
@pytest.mark.parametrize("network", LINES)
def test_a_network_keeps_so_many_bytes_an_example_and_the_sum_of_the_weights_of_the_labels(network, batch_size):
    parameters, by_hand, slope = LINES[network]
    model = network()
    assert sum(parameter.numel() for parameter in model.parameters()) == parameters
    assert by_hand == slope
    x, y = torch.zeros(batch_size, 64), torch.zeros(batch_size, dtype=torch.int64)
    assert saved_bytes(Loss(model), x, y) == slope * batch_size + SINGLE


@pytest.mark.parametrize("batch_size", SIZES)
def test_in_double_precision_all_but_the_labels_is_twice_as_much(batch_size):
    x, y = torch.zeros(batch_size, 64), torch.zeros(batch_size, dtype=torch.int64)
    single, double = saved_bytes(Loss(mlp()), x, y), saved_bytes(Loss(mlp().double()), x.double(), y)
    assert double - WHOLE * batch_size == 2 * (single - WHOLE * batch_size)


def test_what_several_layers_keep_counts_once_and_a_view_as_the_whole():
    class Square(nn.Module):
        def forward(self, x):
            return (x[:2] * x[:2]).sum() + (x * x).sum()

    assert saved_bytes(Square(), torch.ones(10, requires_grad=True)) == 40


@pytest.mark.parametrize("width", [3, 50, 200])
def test_parameters_and_buffers_are_left_out(width):
    layer = nn.BatchNorm1d(width)
    assert saved_bytes(layer, torch.rand(5, width)) == 4 * (5 * width + 2 * width)  # the input, its means and spreads
    assert saved_bytes(layer.eval(), torch.rand(5, width)) == 4 * 5 * width


def test_without_gradients_nothing_is_kept():
    assert saved_bytes(mlp().requires_grad_(False), torch.zeros(3, 64)) == 0
    with torch.no_grad():
        assert saved_bytes(mlp(), torch.zeros(3, 64)) == 0


def test_another_callable_is_refused():
    with pytest.raises(
        ValueError, match=r"model is <built-in method relu .*: give a torch.nn.Module, whose parameters"
    ):
        saved_bytes(torch.relu, torch.zeros(3))
