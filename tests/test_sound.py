"""Laws of the sounds: harmonics of the pitch alone, under the resonances of the formants."""

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy.signal import freqs_zpk

from mbcourse import sound

VOICES = [("heed", 100.0, 1.0), ("hod", 160.0, 0.9), ("who'd", 250.0, 1.2)]  # pitches with whole periods in a sound


def amplitudes(samples):
    """Amplitude of each multiple of 10 Hz, up to half the sample rate."""
    return np.abs(np.fft.rfft(samples))[:-1] * 2 / len(samples)


@pytest.mark.parametrize("word", sound.FORMANTS)
def test_the_gain_is_that_of_three_pairs_of_poles(word):
    frequencies = np.linspace(0, 4000, 81)
    formants = np.array(sound.FORMANTS[word])
    upper = np.pi * (-np.array(sound.BANDWIDTHS) + 2j * formants)
    poles = np.concatenate([upper, upper.conj()])
    _, response = freqs_zpk([], poles, np.prod(np.abs(upper) ** 2), worN=2 * np.pi * frequencies)
    assert_allclose(sound.gain(frequencies, formants), np.abs(response), rtol=1e-10)


@pytest.mark.parametrize(("word", "pitch", "tract"), VOICES)
def test_a_sound_is_the_harmonics_of_its_pitch_under_the_gain_and_of_mean_square_1(word, pitch, tract):
    samples = sound.vowel(word, pitch, tract, rng=0)
    found = amplitudes(samples)
    harmonics = np.arange(pitch, 4000, pitch)
    places = np.round(harmonics / 10).astype(int)
    expected = sound.gain(harmonics, tract * np.array(sound.FORMANTS[word])) / harmonics
    assert_allclose(found[places], expected * found[places[0]] / expected[0], rtol=1e-9)
    assert np.delete(found, places).max() < 1e-12
    assert_allclose(np.mean(samples**2), 1)


@pytest.mark.parametrize(("word", "pitch", "tract"), VOICES)
def test_phases_are_drawn_and_change_nothing_but_the_shape_of_the_wave(word, pitch, tract):
    one, other = (sound.vowel(word, pitch, tract, rng=seed) for seed in (0, 1))
    assert np.abs(one - other).max() > 0.5
    assert_allclose(amplitudes(one), amplitudes(other), atol=1e-12)
    np.testing.assert_array_equal(one, sound.vowel(word, pitch, tract, np.random.default_rng(0)))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("hid", 100.0), "word is 'hid': choose one of 'heed'"),
        (("heed", 0.0), "pitch is 0.0: give a finite number above 0"),
        (("heed", 4000.0), "pitch is 4000.0: give a frequency below half the sample rate, 4000 Hz"),
        (("heed", 100.0, -1.0), "tract is -1.0"),
    ],
)
def test_bad_input_is_named(arguments, message):
    with pytest.raises(ValueError, match=message):
        sound.vowel(*arguments)
