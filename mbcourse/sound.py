"""Vowels by the source and filter of the voice: harmonics of a pitch, shaped by the resonances of the vocal tract."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs
from mbcourse.inputs import Rng

SAMPLE_RATE = 8000
"""Samples per second."""

DURATION = 0.1
"""Length of a sound in seconds."""

FORMANTS = {
    "heed": (270.0, 2290.0, 3010.0),
    "head": (530.0, 1840.0, 2480.0),
    "hod": (730.0, 1090.0, 2440.0),
    "hawed": (570.0, 840.0, 2410.0),
    "who'd": (300.0, 870.0, 2240.0),
}
"""Mean frequencies of the first three formants in Hz, as 33 men spoke the vowel of each word.

Table II of Peterson and Barney (1952), https://doi.org/10.1121/1.1906875.
"""

BANDWIDTHS = (130.0, 100.0, 185.0)
"""Mean widths of the first three formants in Hz, which hardly depend on the vowel.

Bogert (1953), *On the band width of vowel formants*, measured for men.
"""


def gain(frequencies: ArrayLike, formants: ArrayLike) -> NDArray[np.float64]:
    """Return the factor by which the vocal tract changes the amplitude of each frequency.

    The vocal tract is one resonance per formant, in series, so that their factors multiply. A resonance at F of width B
    has the factor ``(F^2 + B^2 / 4) / sqrt(((f - F)^2 + B^2 / 4) ((f + F)^2 + B^2 / 4))`` at the frequency f: 1 at
    f = 0, and about F / B at its peak (Fant, 1960, *Acoustic Theory of Speech Production*).

    Parameters
    ----------
    frequencies : (K,) array
        In Hz.
    formants : (3,) array
        Frequencies of the first three formants in Hz; their widths are `BANDWIDTHS`.

    Returns
    -------
    (K,) float64 array
        The factors, all above 0.

    Examples
    --------
    The vowel of *heed* has its first formant at 270 Hz and little between 500 and 2,000 Hz:

    >>> from mbcourse import sound
    >>> sound.gain([0, 270, 1000, 2290], sound.FORMANTS["heed"]).round(2)
    array([1.  , 2.23, 0.11, 0.8 ])
    """
    f = np.asarray(frequencies, dtype=np.float64)
    centre = np.asarray(formants, dtype=np.float64)[:, None]
    spread = np.square(BANDWIDTHS)[:, None] / 4
    factors = (centre**2 + spread) / np.sqrt(((f - centre) ** 2 + spread) * ((f + centre) ** 2 + spread))
    product: NDArray[np.float64] = factors.prod(axis=0)
    return product


def vowel(word: str, pitch: float, tract: float = 1.0, rng: Rng = None) -> NDArray[np.float64]:
    """Return the sound of a vowel, `DURATION` long, of mean square 1 over a long time.

    It consists of the harmonics of the pitch below half the sample rate, each with a phase of its own. The amplitude of
    harmonic k is 1 / k, 6 dB less per octave: the usual 12 dB for the vocal cords, of which the lips give back 6. It is
    then multiplied by the `gain` of the vocal tract.

    Parameters
    ----------
    word : {"heed", "head", "hod", "hawed", "who'd"}
        The word whose vowel it is.
    pitch : float
        Frequency of the first harmonic in Hz, above 0 and below 4,000.
    tract : float
        Factor by which all formants are higher than in `FORMANTS`, above 0: the shorter the vocal tract, the larger.
    rng : int, Generator or None
        Source of the phases.

    Returns
    -------
    (800,) float64 array
        One number per sample.

    Raises
    ------
    ValueError
        If the word is not one of the five, or pitch or tract is outside its limits.

    Examples
    --------
    The spectrum has peaks at the multiples of the pitch alone, the highest near the first formant, 570 Hz:

    >>> import numpy as np
    >>> from mbcourse import sound
    >>> power = np.abs(np.fft.rfft(sound.vowel("hawed", pitch=200, rng=0))) ** 2
    >>> frequencies = np.fft.rfftfreq(800, d=1 / sound.SAMPLE_RATE)
    >>> frequencies[power > 0.01 * power.max()]
    array([200., 400., 600., 800.])
    >>> frequencies[power.argmax()]
    np.float64(600.0)
    """
    inputs.one_of("word", word, FORMANTS)
    inputs.positive("tract", tract)
    if inputs.positive("pitch", pitch) >= SAMPLE_RATE / 2:
        raise ValueError(f"pitch is {pitch}: give a frequency below half the sample rate, {SAMPLE_RATE // 2} Hz")
    k = np.arange(1, np.ceil(SAMPLE_RATE / 2 / pitch))
    amplitudes = gain(k * pitch, tract * np.asarray(FORMANTS[word])) / k
    amplitudes *= np.sqrt(2 / np.sum(amplitudes**2))  # a sine of amplitude a has the mean square a^2 / 2
    seconds = np.arange(round(DURATION * SAMPLE_RATE)) / SAMPLE_RATE
    turns = np.multiply.outer(k * pitch, seconds) + np.random.default_rng(rng).random((len(k), 1))
    samples: NDArray[np.float64] = amplitudes @ np.sin(2 * np.pi * turns)
    return samples
