"""The playground's own scales do what d3-scale's do: the same pixels, the way back, and the same ticks."""

import json

import numpy as np
from numpy.testing import assert_allclose

from tests.playground.javascript import javascript


def test_scales_are_those_of_d3():
    """On 500 axes from a thousandth to a million wide, around 0 or not, with ticks for any room."""
    rng = np.random.default_rng(0)
    wide = 10 ** rng.uniform(-3, 6, 500)
    low = np.where(rng.random(500) < 0.3, 0, -wide * rng.uniform(-1, 2, 500))
    cases = json.dumps(np.column_stack([low, low + wide, rng.uniform(2, 15, 500), rng.random(500)]).tolist())
    ours, theirs = javascript(
        'import * as d3 from "d3-scale"\nimport * as ours from "@/scales.js"\n'
        "const told = (scale, [low, high, count, part]) => {\n"
        "  scale.domain([low, high]).range([48, 700])\n"
        "  const value = low + part * (high - low)\n"
        "  const back = scale.invert(scale(value))\n"
        "  return [scale(value), back, scale.invert(48 + part), ...scale.domain(), ...scale.range()]\n"
        "}\n"
        "const all = ({ scaleLinear, scaleSymlog }) => CASES.map((one) => [\n"
        "  told(scaleLinear(), one), told(scaleSymlog(), one),\n"
        "  scaleLinear().domain([one[0], one[1]]).ticks(one[2]),\n"
        "])\n"
        "[all(ours), all(d3)]".replace("CASES", cases)
    )
    for found, wanted in zip(ours, theirs, strict=True):
        assert_allclose(found[0] + found[1], wanted[0] + wanted[1], rtol=1e-9, atol=1e-9)
        assert found[2] == wanted[2]
