"""Numbers in words, there and back; their length and entropy; padding."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_array_equal

from mbcourse import text

WORDS = text.number_words(10_000)
VALUES = {
    **{word: value for value, word in enumerate(WORDS[:20])},
    **{WORDS[value]: value for value in range(20, 100, 10)},
}
NAMES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)


def value(words):
    """The number that words say."""
    total = part = 0
    for word in words.replace("-", " ").replace(" and ", " ").split():
        if word == "thousand":
            total, part = 1000 * part, 0
        elif word == "hundred":
            part *= 100
        else:
            part += VALUES[word]
    return total + part


def test_every_number_is_said_once_and_can_be_read_back():
    assert " ".join(VALUES) == NAMES
    assert [value(words) for words in WORDS] == list(range(10_000))
    assert len(set(WORDS)) == 10_000


def test_and_stands_where_british_english_has_it():
    for number, words in enumerate(WORDS):
        assert words.count(" and ") == (number > 100 and number % 100 > 0)
        assert words.count("-") == (number % 100 > 20 and number % 10 > 0)
        before, has_and, after = words.partition(" and ")
        if has_and:
            assert value(before) == number - number % 100 and value(after) == number % 100


@pytest.mark.parametrize("n", [1, 21, 1000])
def test_fewer_numbers_are_the_first_of_them(n):
    assert text.number_words(n) == WORDS[:n]


def test_the_numbers_have_the_symbols_lengths_and_entropy_that_are_claimed():
    lengths = np.array(list(map(len, WORDS)))
    assert set("".join(WORDS)) == set(text.SYMBOLS)
    assert len({text.PAD, text.END, *range(2, 2 + len(text.SYMBOLS))}) == 23
    assert (lengths.min(), lengths.max(), round(lengths.mean(), 2)) == (3, 46, 37.47)
    tokens, mask = text.pad(text.encode(WORDS))
    assert mask.sum() == 384_709
    assert round(log(10_000) / (mask.sum() / len(tokens)), 4) == 0.2394
    assert text.number_words.__doc__.count("38.4709 = 0.2394") == 1


def test_without_and_the_floor_would_be_higher():
    lengths = [len(words.replace(" and ", " ")) + 1 for words in WORDS]
    assert round(log(10_000) / np.mean(lengths), 4) == 0.2666


def test_tokens_can_be_read_back_and_end_where_the_text_does():
    encoded = text.encode(WORDS[:200])
    assert [text.decode(tokens) for tokens in encoded] == WORDS[:200]
    padded, _ = text.pad(encoded)
    assert [text.decode(tokens) for tokens in padded] == WORDS[:200]
    for tokens in encoded:
        assert_array_equal(np.flatnonzero(tokens == text.END), [len(tokens) - 1])
        assert text.PAD not in tokens and tokens.max() <= 22


@settings(max_examples=50)
@given(st.lists(st.lists(st.integers(0, 22), min_size=1, max_size=12), min_size=1, max_size=8))
def test_the_mask_holds_every_sequence_and_the_rest_is_padding(sequences):
    tokens, mask = text.pad(sequences)
    assert tokens.shape == mask.shape == (len(sequences), max(map(len, sequences)))
    assert [row[places].tolist() for row, places in zip(tokens, mask, strict=True)] == sequences
    assert (tokens[~mask] == text.PAD).all()
    assert (np.diff(mask.astype(int), axis=1) <= 0).all()  # from the left


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: text.number_words(0), "n is 0: give a whole number from 1 to 10000"),
        (lambda: text.number_words(10_001), "n is 10001"),
        (lambda: text.encode(["one", "Two"]), "'T' has no token: give words of the characters ' -adefg"),
        (lambda: text.encode("one"), r"words is 'one': give several texts, such as \['one'\]"),
        (lambda: text.decode([2, 23]), "token is 23: give a whole number from 0 to 22"),
        (lambda: text.pad([]), r"sequences is \[\]: give at least one sequence"),
        (lambda: text.pad([[1, 2], []]), r"sequence 1 has shape \(0,\)"),
        (lambda: text.pad([[1.5]]), r"sequence 0 has shape \(1,\) and type float64: give \(length,\) whole numbers"),
        (lambda: text.pad([[[1, 2]]]), r"sequence 0 has shape \(1, 2\)"),
    ],
)
def test_bad_input_is_named(call, message):
    with pytest.raises(ValueError, match=message):
        call()
