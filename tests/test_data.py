"""The lab's data to the last digit; lines, vowels, splits and scaling."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kstest, uniform

import mbcourse

ROOT = Path(__file__).resolve().parents[1]


def test_lab_line_is_the_lab_code_to_the_last_digit():
    import torch

    with torch.random.fork_rng():
        torch.manual_seed(1)
        x = torch.arange(-3, 3, 0.1).view(-1, 1)
        y = x - 1 + 0.1 * torch.randn(x.size())
    line = mbcourse.lab_line()
    assert np.array_equal(line.x, x.numpy().ravel())
    assert np.array_equal(line.y, y.numpy().ravel())
    assert line.truth == (1.0, -1.0)


def test_a_line_by_default_is_the_labs_but_for_its_noise():
    lab, line = mbcourse.lab_line(), mbcourse.make_line(noise=0.0)
    np.testing.assert_allclose(line.x, lab.x, atol=1e-6)  # the lab's is single precision
    assert line.truth == lab.truth
    assert abs(np.std(lab.y - line.y) - mbcourse.lab.NOISE) < 3 * mbcourse.lab.NOISE / np.sqrt(2 * mbcourse.lab.POINTS)


def test_data_cannot_be_changed_by_accident():
    with pytest.raises(ValueError, match="read-only"):
        mbcourse.lab_line().x[0] = 0


@given(n=st.integers(1, 200), slope=st.floats(-9, 9), intercept=st.floats(-9, 9), seed=st.integers(0, 9))
def test_make_line_without_noise_is_the_line(n, slope, intercept, seed):
    line = mbcourse.make_line(n, slope, intercept, noise=0.0, low=-2.0, high=5.0, rng=seed)
    assert line.x.shape == line.y.shape == (n,)
    assert line.x[0] == -2.0 and line.x[-1] < 5.0
    np.testing.assert_array_equal(line.y, slope * line.x + intercept)


def test_make_line_noise_has_the_deviation_asked_for():
    n = 20_000
    line = mbcourse.make_line(n, noise=0.5, rng=0)
    deviation = (line.y - (line.x - 1)).std()
    assert abs(deviation - 0.5) < 4 * 0.5 / np.sqrt(2 * n)  # four standard errors of a deviation


@pytest.mark.parametrize(("n", "seed"), [(1, 0), (23, 1), (50, 2)])
def test_vowels_are_equally_frequent_and_a_seed_fixes_them(n, seed):
    data = mbcourse.vowels(n, rng=seed)
    assert (data.x.shape, data.y.shape) == ((n, 800), (n,))
    counts = np.bincount(data.y, minlength=5)
    assert counts.max() - counts.min() <= 1 and len(data.classes) == 5
    again = mbcourse.vowels(n, rng=np.random.default_rng(seed))
    assert np.array_equal(again.x, data.x) and np.array_equal(again.y, data.y)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_voices_are_drawn_uniformly_and_noise_of_deviation_0_3_is_added(monkeypatch, seed):
    voices = []

    def silent(word, pitch, tract, rng):
        voices.append((word, pitch, tract))
        return np.zeros(800)

    monkeypatch.setattr(mbcourse.sound, "vowel", silent)
    data = mbcourse.vowels(500, rng=seed)
    words, pitches, tracts = zip(*voices, strict=True)
    assert list(words) == [data.classes[number] for number in data.y]
    for drawn, low, high in [(pitches, 90, 250), (tracts, 0.9, 1.2)]:
        assert kstest(drawn, uniform(low, high - low).cdf).pvalue > 1e-3
    assert abs(data.x.std() - 0.3) < 4 * 0.3 / np.sqrt(2 * data.x.size)  # four standard errors of a deviation
    assert np.array_equal(data.x * 4096, np.round(data.x * 4096))


DRAWS = """
import hashlib, mbcourse
print(hashlib.sha256(mbcourse.sound.vowel("heed", 123.4, rng=0).tobytes()).hexdigest())
data = mbcourse.vowels(100, rng=0)
print(hashlib.sha256(data.x.tobytes() + data.y.tobytes()).hexdigest())
"""


def test_vowels_are_the_same_numbers_whatever_the_processors_instructions():
    """OpenBLAS sums otherwise for another processor, which shows in a sound, and not in the rounded examples."""

    def drawn(**variables):
        environment = {**os.environ, **variables}
        command = [sys.executable, "-c", DRAWS]
        return subprocess.run(
            command, capture_output=True, text=True, check=True, env=environment, cwd=ROOT
        ).stdout.split()

    printed = [drawn(), drawn(OPENBLAS_CORETYPE="Nehalem"), drawn(OPENBLAS_CORETYPE="Haswell")]
    sounds, examples = zip(*printed, strict=True)
    if len(set(sounds)) == 1:
        pytest.skip("here the sounds have the same last digits without rounding")
    assert len(set(examples)) == 1


def test_split_puts_every_example_in_exactly_one_part():
    digits = mbcourse.digits()
    train, held = mbcourse.split(digits, held_out=0.25, rng=0)
    assert len(held.y) == round(0.25 * len(digits.y))
    both = np.concatenate([train.x, held.x])
    assert sorted(map(bytes, both)) == sorted(map(bytes, digits.x))


def test_scaling_is_fitted_on_the_training_part_alone():
    train, held = mbcourse.split(mbcourse.digits(), rng=0)
    scaled, scaled_held = mbcourse.standardise(train, held)
    varies = train.x.std(axis=0) > 0
    np.testing.assert_allclose(scaled.x.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(scaled.x[:, varies].std(axis=0), 1)
    expected = (held.x - train.x.mean(axis=0))[:, varies] / train.x.std(axis=0)[varies]
    np.testing.assert_allclose(scaled_held.x[:, varies], expected)


@pytest.mark.parametrize("constant", [0.1, 0.3, 1 / 3, 1e6 + 0.1])
@pytest.mark.parametrize("n", [1, 3, 7, 60])
def test_a_constant_feature_is_shifted_only_whatever_rounding_makes_of_its_deviation(constant, n):
    classes = np.zeros(n, dtype=int)
    train = mbcourse.Labelled(np.full((n, 1), constant), classes, ("a",), "made up")
    other = mbcourse.Labelled(np.full((n, 1), constant + 2.0), classes, ("a",), "made up")
    scaled, scaled_other = mbcourse.standardise(train, other)
    np.testing.assert_allclose(scaled.x, 0, atol=1e-9)
    np.testing.assert_allclose(scaled_other.x, 2, rtol=1e-9)


def labelled(n, classes):
    """n examples, the classes in turn."""
    return mbcourse.Labelled(
        np.arange(float(n))[:, None], np.arange(n) % classes, tuple("abcdefgh"[:classes]), "made up"
    )


@settings(max_examples=50)
@given(n=st.integers(1, 60), classes=st.integers(2, 8), share=st.floats(0, 1), seed=st.integers(0, 99))
def test_exactly_the_share_gets_a_label_of_another_class_and_nothing_else_changes(n, classes, share, seed):
    data = labelled(n, classes)
    noisy = mbcourse.wrong_labels(data, share, rng=seed)
    assert (noisy.y != data.y).sum() == round(share * n)
    assert set(noisy.y) <= set(range(classes))
    np.testing.assert_array_equal(data.y, np.arange(n) % classes)
    np.testing.assert_array_equal(noisy.x, data.x)
    assert (noisy.y.dtype, noisy.classes, noisy.source) == (data.y.dtype, data.classes, data.source)


@pytest.mark.parametrize(("classes", "share"), [(2, 0.3), (3, 0.5), (5, 0.8)])
def test_every_example_is_as_likely_to_get_a_wrong_label_and_every_other_class_as_likely_to_be_it(classes, share):
    """Counts over many draws within five standard errors of what uniform draws give."""
    data, draws = labelled(20, classes), 1500
    rng = np.random.default_rng(0)
    drawn = np.array([mbcourse.wrong_labels(data, share, rng).y for _ in range(draws)])
    expected = share / (classes - 1)
    for label in range(classes):
        others = data.y != label
        shares = (drawn == label).mean(axis=0)[others]
        assert np.abs(shares - expected).max() < 5 * np.sqrt(expected * (1 - expected) / draws)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: mbcourse.make_line(n=0), "n is 0"),
        (lambda: mbcourse.make_line(noise=-1), "noise is -1"),
        (lambda: mbcourse.make_line(slope=float("nan")), "nan at index"),
        (lambda: mbcourse.make_line(low=1, high=1), "low is 1"),
        (lambda: mbcourse.vowels(0), "n is 0: give a whole number, 1 or more"),
        (lambda: mbcourse.split(mbcourse.digits(), held_out=1.0), "held_out is 1.0"),
        (
            lambda: mbcourse.wrong_labels(labelled(9, 3), 1.5),
            "share is 1.5: give the share of wrong labels, from 0 to 1",
        ),
        (lambda: mbcourse.wrong_labels(labelled(9, 3), -0.1), "share is -0.1"),
        (lambda: mbcourse.wrong_labels(labelled(9, 1), 0.5), "a wrong label needs two classes or more"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
