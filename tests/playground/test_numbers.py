"""Numbers are written as JavaScript's own formatting for English writes them, which is too slow for a frame."""

import json

import numpy as np

from tests.playground.javascript import javascript


def test_numbers_and_counts_are_those_of_english():
    rng = np.random.default_rng(0)
    sizes = 10 ** rng.uniform(-3, 6, 3_000)
    values = [*(rng.choice([-1, 1], sizes.size) * sizes), 0, 1, -3, 999.6, 999_949, 1e-3, 1234.5, 0.0101]
    counts = [*rng.integers(0, 10**7, 1_000), 0, 999, 1_000, 10_000, 999_999, 1_000_000]
    written, english = javascript(
        'import { count, number } from "@/number.js"\n'
        f"const [values, counts] = {json.dumps([values, counts], default=int)}\n"
        'const english = (value) => value.toLocaleString("en", { maximumSignificantDigits: 3 }).replaceAll("-", "−")\n'
        '[[values.map(number), counts.map(count)], [values.map(english), counts.map((n) => n.toLocaleString("en"))]]'
    )
    assert written == english


def test_very_small_very_large_and_infinite_numbers_are_short():
    assert javascript('import { number } from "@/number.js"\n[1e-4, -2.5e7, Infinity, NaN].map(number)') == [
        "1.00e-4".replace("-", "−"),
        "−2.50e7",
        "too large for a number",
        "too large for a number",
    ]
