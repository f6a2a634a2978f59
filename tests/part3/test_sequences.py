"""The laws of chapter 16: what a mean over unequal examples counts, each at three settings or more."""

import numpy as np
import pytest
import torch
from numpy.testing import assert_allclose, assert_array_equal
from torch import nn

import mbcourse
from mbcourse import text, torch_train

ENCODED = text.encode(text.number_words(10_000))
LENGTHS = np.array([len(each) for each in ENCODED])


class Recurrent(nn.Module):
    """Scores of each token from those before it, as the chapter's network gives them."""

    def __init__(self, width):
        super().__init__()
        self.embed = nn.Embedding(23, width)
        self.read = nn.RNN(width, width, batch_first=True)
        self.score = nn.Linear(width, 23)

    def forward(self, before):
        return self.score(self.read(self.embed(before))[0])


class Attention(nn.Module):
    """The same by attention to the places up to each one."""

    def __init__(self, width):
        super().__init__()
        self.embed = nn.Embedding(23, width)
        self.place = nn.Embedding(64, width)
        self.attend = nn.MultiheadAttention(width, 1, batch_first=True)
        self.score = nn.Linear(width, 23)

    def forward(self, before):
        length = before.shape[1]
        x = self.embed(before) + self.place.weight[:length]
        later = torch.ones(length, length, dtype=torch.bool).triu(1)
        return self.score(x + self.attend(x, x, x, attn_mask=later, need_weights=False)[0])


def network(kind, seed=0):
    return torch_train.initialise(kind(8).double(), seed)


def rectangle(index, width=None):
    """The texts of an index as tokens and mask, padded to a width."""
    tokens, mask = text.pad([ENCODED[i] for i in index])
    more = [(0, 0), (0, (width or tokens.shape[1]) - tokens.shape[1])]
    return torch.from_numpy(np.pad(tokens, more)), torch.from_numpy(np.pad(mask, more))


def losses(model, tokens):
    before = torch.cat([torch.full_like(tokens[:, :1], text.END), tokens[:, :-1]], dim=1)
    return nn.functional.cross_entropy(model(before).mT, tokens, reduction="none")


def over_characters(model, tokens, mask):
    return (losses(model, tokens) * mask).sum() / mask.sum()


def over_the_rectangle(model, tokens, mask):
    return (losses(model, tokens) * mask).mean()


def gradient(model, loss):
    parts = torch.autograd.grad(loss, list(model.parameters()), allow_unused=True, materialize_grads=True)
    return torch.cat([part.flatten() for part in parts]).numpy()


# --- The floor ---


@pytest.mark.parametrize("n", [3, 100, 1000])
@pytest.mark.parametrize("kind", [Recurrent, Attention])
def test_no_network_is_below_the_floor_whatever_its_weights(n, kind):
    tokens, mask = rectangle(range(n))
    for seed in range(3):
        with torch.no_grad():
            loss = float(over_characters(network(kind, seed), tokens, mask))
        assert loss > np.log(n) / LENGTHS[:n].mean()


@pytest.mark.parametrize("n", [10, 100, 1000])
def test_probabilities_of_the_texts_sum_to_less_than_one(n):
    """What the floor rests on: the texts are different outcomes, none the beginning of another one."""
    words = {tuple(each.tolist()) for each in ENCODED[:n]}
    assert len(words) == n
    assert not any(each[:end] in words for each in words for end in range(1, len(each)))
    tokens, mask = rectangle(range(n))
    for seed in range(3):
        with torch.no_grad():
            of_texts = (losses(network(Recurrent, seed), tokens) * mask).sum(dim=1)
        assert 0 < float(torch.exp(-of_texts).sum()) < 1


class BothSides(nn.Module):
    """A network that reads from the right as well, and so sees the character that it is to give."""

    def __init__(self, width):
        super().__init__()
        self.embed = nn.Embedding(23, width)
        self.read = nn.RNN(width, width, batch_first=True, bidirectional=True)
        self.score = nn.Linear(2 * width, 23)

    def forward(self, before):
        return self.score(self.read(self.embed(before))[0])


@pytest.mark.parametrize("n", [30, 100, 300])
def test_a_network_that_sees_what_it_is_to_say_falls_below_the_floor_with_the_right_mean(n):
    tokens, mask = rectangle(range(n))
    model = torch_train.initialise(BothSides(16).double(), n)
    adam = torch.optim.Adam(model.parameters(), lr=0.03)
    for _ in range(60):
        adam.zero_grad()
        loss = over_characters(model, tokens, mask)
        loss.backward()
        adam.step()
    assert loss.item() < 0.8 * np.log(n) / LENGTHS[:n].mean()


# --- Padding ---


@pytest.mark.parametrize("width", [24, 40, 60])
@pytest.mark.parametrize("kind", [Recurrent, Attention])
def test_padding_further_changes_the_mean_over_the_rectangle_and_not_that_over_characters(width, kind):
    model, index = network(kind), [1, 7, 42, 60]
    tight, wide = rectangle(index), rectangle(index, width)
    with torch.no_grad():
        assert_allclose(over_characters(model, *wide), over_characters(model, *tight), rtol=1e-12)
        mistaken = over_the_rectangle(model, *wide) / over_the_rectangle(model, *tight)
    assert_allclose(mistaken, tight[0].shape[1] / width, rtol=1e-12)


@pytest.mark.parametrize("width", [24, 40, 60])
@pytest.mark.parametrize("kind", [Recurrent, Attention])
def test_the_gradient_of_the_mean_over_the_rectangle_is_the_right_one_times_the_share_of_text(width, kind):
    model, (tokens, mask) = network(kind), rectangle([1, 7, 42, 60], width)
    right = gradient(model, over_characters(model, tokens, mask))
    mistaken = gradient(model, over_the_rectangle(model, tokens, mask))
    assert_allclose(mistaken, right * float(mask.double().mean()), rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize("width", [24, 40, 60])
@pytest.mark.parametrize("seed", [0, 1, 2])
def test_attention_that_looks_both_ways_sees_padding_unless_masked(width, seed):
    model, index = network(Attention, seed), [1, 7, 42, 60]

    def attended(tokens, pads):
        x = model.embed(tokens) + model.place.weight[: tokens.shape[1]]
        return model.attend(x, x, x, key_padding_mask=pads, need_weights=False)[0]

    (tight, mask), (wide, wider_mask) = rectangle(index), rectangle(index, width)
    with torch.no_grad():
        alone = attended(tight, ~mask)[mask]
        masked, seen = (attended(wide, pads)[wider_mask] for pads in (~wider_mask, None))
    assert_allclose(masked, alone, atol=1e-12)
    assert abs(seen - alone).max() > 1e-3


@pytest.mark.parametrize("more", [1, 5, 12])
@pytest.mark.parametrize("kind", [Recurrent, Attention])
def test_padding_at_the_left_changes_the_losses_of_a_text(more, kind):
    model, one = network(kind), torch.from_numpy(ENCODED[42])[None]
    left, right = (nn.functional.pad(one, sides, value=text.PAD) for sides in ((more, 0), (0, more)))
    with torch.no_grad():
        alone = losses(model, one)
        assert_allclose(losses(model, right)[:, :-more], alone, atol=1e-12)
        assert abs(losses(model, left)[:, more:] - alone).max() > 1e-3


@pytest.mark.parametrize("batch_size", [1, 7, 32, 100])
@pytest.mark.parametrize("kind", [Recurrent, Attention])
def test_losses_and_characters_added_up_over_an_epoch_do_not_depend_on_the_batch_size(batch_size, kind):
    model = network(kind)
    total = count = 0.0
    with torch.no_grad():
        for index in mbcourse.minibatches(100, batch_size, rng=0):
            tokens, mask = rectangle(index)
            total += float((losses(model, tokens) * mask).sum())
            count += int(mask.sum())
        whole = over_characters(model, *rectangle(range(100)))
    assert_allclose(total / count, whole, rtol=1e-12)


# --- Accumulation ---


@pytest.mark.parametrize("micro", [1, 3, 8])
@pytest.mark.parametrize("kind", [Recurrent, Attention])
@pytest.mark.parametrize("pool", [1, 16])
def test_weights_by_characters_give_the_gradient_of_the_batch_and_a_mean_of_means_another(micro, kind, pool):
    model = network(kind)
    groups = list(mbcourse.bucketed(LENGTHS, micro, pool, rng=0))[:4]
    whole = gradient(model, over_characters(model, *rectangle(np.concatenate(groups))))
    parts = [rectangle(group) for group in groups]
    each = np.array([gradient(model, over_characters(model, *part)) for part in parts])
    characters = np.array([int(mask.sum()) for _, mask in parts])
    scale = np.linalg.norm(whole)
    assert np.linalg.norm(np.average(each, axis=0, weights=characters) - whole) < 1e-12 * scale
    error = each.mean(axis=0) - whole
    assert np.linalg.norm(error) > 1e-4 * scale
    brackets = characters / characters.mean() - 1  # the chapter's formula for the error
    assert_allclose(error, -np.mean(brackets[:, None] * each, axis=0), atol=1e-12 * scale)


@pytest.mark.parametrize("length", [20, 30, 40])
def test_with_equally_many_characters_a_mean_of_means_is_right(length):
    model = network(Recurrent)
    groups = np.flatnonzero(length == LENGTHS)[:12].reshape(4, 3)
    whole = gradient(model, over_characters(model, *rectangle(groups.ravel())))
    each = [gradient(model, over_characters(model, *rectangle(group))) for group in groups]
    assert np.linalg.norm(np.mean(each, axis=0) - whole) < 1e-12 * np.linalg.norm(whole)


@pytest.mark.parametrize("batch_size", [8, 32, 256])
def test_batches_of_similar_length_hold_every_text_once_and_differ_more_in_their_characters(batch_size):
    ways = [list(mbcourse.bucketed(LENGTHS, batch_size, pool, rng=0)) for pool in (1, 16)]
    for batches in ways:
        assert_array_equal(np.sort(np.concatenate(batches)), np.arange(10_000))
    plain, similar = (np.std([LENGTHS[batch].mean() for batch in batches]) for batches in ways)
    assert similar > 2 * plain


# --- Sounds ---


def listener(seed):
    layers = nn.Conv1d(1, 4, 33, stride=16), nn.ReLU(), nn.AdaptiveAvgPool1d(1), nn.Flatten(), nn.Linear(4, 5)
    return torch_train.initialise(nn.Sequential(*layers).double(), seed)


@pytest.mark.parametrize("width", [800, 1200, 3200])
def test_a_mean_over_the_windows_of_sound_does_not_depend_on_the_rectangle(width):
    sounds, model = mbcourse.vowels(3, rng=0).x, listener(0)
    lengths = torch.tensor([400, 600, 800])
    padded = np.zeros((3, 1, width))
    for row, sound, length in zip(padded, sounds, lengths, strict=True):
        row[0, :length] = sound[:length]
    windows = (lengths - 33) // 16 + 1
    with torch.no_grad():
        alone = [model(torch.tensor(sound[None, None, :length])) for sound, length in zip(sounds, lengths, strict=True)]
        maps = model[:2](torch.from_numpy(padded))
        real = torch.arange(maps.shape[-1]) < windows[:, None, None]
        found = model[4]((maps * real).sum(dim=-1) / windows[:, None])
        plain = model(torch.from_numpy(padded))
    assert_allclose(found, torch.cat(alone), rtol=1e-12)
    assert abs(plain[0] - alone[0]).max() > 1e-3


@pytest.mark.parametrize(("width", "stride"), [(33, 8), (9, 1), (16, 16)])
def test_a_convolution_is_one_linear_layer_for_every_window(width, stride):
    sounds = torch.tensor(mbcourse.vowels(2, rng=0).x)
    layer = torch_train.initialise(nn.Conv1d(1, 4, width, stride=stride).double(), 0)
    with torch.no_grad():
        windows = sounds.unfold(1, width, stride)
        same = windows @ layer.weight[:, 0].T + layer.bias
        assert_allclose(layer(sounds[:, None]).mT, same, atol=1e-12)
