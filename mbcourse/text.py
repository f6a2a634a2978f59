"""Text without a file: numbers in English words, and what a network needs of them, symbols as tokens and padding."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from mbcourse import inputs

PAD = 0
"""The token that fills up shorter sequences. It stands for no symbol, and the mask of `pad` leaves it out."""

END = 1
"""The token that ends every number. A model that reads from left to right can also begin with it."""

SYMBOLS = " -adefghilnorstuvwxyz"
"""The 21 characters of the numbers below 10,000, those of the tokens 2, 3, ...; with `PAD` and `END` 23 symbols."""

_ONES = (  # noqa: SIM905 - words are read more easily than a list of them
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def number_words(n: int) -> list[str]:
    """Return the numbers 0, 1, ..., n - 1 in British English.

    Parameters
    ----------
    n : int
        How many, from 1 to 10,000.

    Raises
    ------
    ValueError
        If `n` is outside 1 to 10,000.

    Notes
    -----
    Drawn uniformly, these words have an entropy of log(n). So no model can have a mean loss below log(n) divided by
    their mean length, the end counted as a character: log(10,000) / 38.4709 = 0.2394 nats per character for all of
    them (Shannon, 1948, https://doi.org/10.1002/j.1538-7305.1948.tb01338.x).

    Examples
    --------
    >>> from mbcourse import text
    >>> words = text.number_words(10_000)
    >>> words[7], words[42], words[305], words[9_020]
    ('seven', 'forty-two', 'three hundred and five', 'nine thousand and twenty')
    >>> max(words, key=len)
    'three thousand three hundred and seventy-three'
    """
    return [_in_words(number) for number in range(inputs.count("n", n, 1, 10_000))]


def encode(words: Iterable[str]) -> list[NDArray[np.int64]]:
    """Return each text as tokens, with `END` at its end.

    Parameters
    ----------
    words : iterable of str
        Texts of the characters in `SYMBOLS`, such as those of `number_words`.

    Returns
    -------
    list of (length + 1,) int64 arrays
        A character's token is 2 plus its place in `SYMBOLS`.

    Raises
    ------
    ValueError
        If a character is not in `SYMBOLS`, or `words` is one text instead of several.

    Examples
    --------
    >>> from mbcourse import text
    >>> text.encode(["one", "two"])
    [array([13, 12,  6,  1]), array([16, 19, 13,  1])]
    >>> text.decode(text.encode(["one"])[0])
    'one'
    """
    if isinstance(words, str):
        raise ValueError(f"words is {words!r}: give several texts, such as [{words!r}]")
    return [np.array([*map(_token, word), END], dtype=np.int64) for word in words]


def decode(tokens: ArrayLike) -> str:
    """Return the text of a sequence of tokens, up to its first `END`; `PAD` stands for nothing.

    Parameters
    ----------
    tokens : (length,) int array
        Tokens from 0 to 22.

    Raises
    ------
    ValueError
        If a token is outside 0 to 22.

    Examples
    --------
    >>> from mbcourse import text
    >>> text.decode([16, 19, 13, text.END, text.PAD])
    'two'
    """
    characters = []
    for token in np.asarray(tokens).tolist():
        inputs.count("token", token, 0, len(SYMBOLS) + 1)
        if token == END:
            break
        if token != PAD:
            characters.append(SYMBOLS[token - 2])
    return "".join(characters)


def pad(sequences: Sequence[ArrayLike]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Return sequences of different lengths as one array, filled up with `PAD`, and where they are.

    Parameters
    ----------
    sequences : sequence of (length,) int arrays
        m sequences of tokens, m and each length at least 1.

    Returns
    -------
    tokens : (m, longest) int64 array
        One sequence per row, from the left.
    mask : (m, longest) bool array
        Whether a place belongs to the sequence. A mean loss is the sum over these places divided by ``mask.sum()``.

    Raises
    ------
    ValueError
        If there is no sequence, or one is empty, not one-dimensional, or not of whole numbers.

    Examples
    --------
    >>> from mbcourse import text
    >>> tokens, mask = text.pad(text.encode(["one", "three"]))
    >>> tokens
    array([[13, 12,  6,  1,  0,  0],
           [16,  9, 14,  6,  6,  1]])
    >>> mask.sum(axis=1)
    array([4, 6])
    """
    rows = [_sequence(index, sequence) for index, sequence in enumerate(sequences)]
    if not rows:
        raise ValueError(f"sequences is {sequences!r}: give at least one sequence")
    lengths = np.array([len(row) for row in rows])
    mask = np.arange(lengths.max()) < lengths[:, None]
    tokens = np.full(mask.shape, PAD, dtype=np.int64)
    tokens[mask] = np.concatenate(rows)
    return tokens, mask


def _in_words(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_ONES[ones]}" if ones else "")
    name, size = ("hundred", 100) if number < 1000 else ("thousand", 1000)
    count, rest = divmod(number, size)
    link = " and " if rest < 100 else " "  # "two thousand and five", "two thousand three hundred"
    return f"{_ONES[count]} {name}" + (link + _in_words(rest) if rest else "")


def _token(character: str) -> int:
    place = SYMBOLS.find(character)
    if place < 0:
        raise ValueError(f"{character!r} has no token: give words of the characters {SYMBOLS!r}")
    return place + 2


def _sequence(index: int, sequence: ArrayLike) -> NDArray[np.int64]:
    array = np.asarray(sequence)
    if array.ndim != 1 or array.size == 0 or not np.issubdtype(array.dtype, np.integer):
        raise ValueError(
            f"sequence {index} has shape {array.shape} and type {array.dtype}: give (length,) whole numbers, at least 1"
        )
    return array.astype(np.int64)
