"""The playground computes what `fit` computes: same batches, same path, to 1e-9, as long as numbers stay finite."""

import base64
import json
import subprocess
from pathlib import Path

import numpy as np
from numpy.testing import assert_allclose, assert_array_equal

import mbcourse
from mbcourse.batches import ORDERS, batch_slices, epoch_order
from tests.playground.javascript import NODE

SCRIPT = Path(__file__).with_name("run_cases.mjs")

SETTINGS = 500
RELATIVE = 1e-9
# Where runs diverge: beyond this their squares overflow, at an update that may differ by one.
CAP = 1e150


def random_case(seed):
    """Settings drawn from all that the playground allows, a learning rate that diverges in part of them."""
    rng = np.random.default_rng(seed)
    n = int(rng.choice([2, 3, 10, 60, 61, 200]))
    line = mbcourse.lab_line() if n == 60 else mbcourse.make_line(n, noise=rng.choice([0.0, 0.1, 2.0]), rng=rng)
    return {
        "x": line.x,
        "y": line.y,
        "batch_size": int(rng.choice([1, n, min(5, n), rng.integers(1, n + 1)])),
        "learning_rate": float(10 ** rng.uniform(-3, np.log10(1.5))),
        "start": rng.uniform([-17, -14], [19, 12]),
        "order": str(rng.choice(tuple(ORDERS))),
        "epochs": int(rng.integers(1, 101 if n <= 10 else 11)),
        "rng": seed,
    }


def for_the_browser(case):
    """The same settings with the orders that `fit` draws."""
    generator = np.random.default_rng(case["rng"])
    n = len(case["x"])
    cuts = batch_slices(n, case["batch_size"])
    return {
        "x": case["x"].tolist(),
        "y": case["y"].tolist(),
        "batch": case["batch_size"],
        "rate": case["learning_rate"],
        "start": case["start"].tolist(),
        "epochs": case["epochs"],
        "orders": [epoch_order(n, case["order"], generator, cuts, case["x"]).tolist() for _ in range(case["epochs"])],
    }


def in_javascript(cases):
    given = json.dumps([for_the_browser(case) for case in cases])
    done = subprocess.run([NODE, SCRIPT], input=given, capture_output=True, text=True, check=True)
    return [
        {
            name: np.frombuffer(base64.b64decode(value)) if isinstance(value, str) else value
            for name, value in run.items()
        }
        for run in json.loads(done.stdout)
    ]


def compare(seeds):
    """Require equal paths; return how many runs diverged, how many reached the cap, and the largest difference."""
    cases = [random_case(seed) for seed in seeds]
    diverged = capped = 0
    largest = 0.0
    for case, run in zip(cases, in_javascript(cases), strict=True):
        history = mbcourse.fit(**case)
        params = np.column_stack([run["slopes"], run["intercepts"]])
        sizes = abs(history.params).max(axis=1)
        beyond = ~(sizes < CAP)
        rows = int(np.argmax(beyond)) if beyond.any() else len(sizes)
        difference = (abs(params[:rows] - history.params[:rows]).max(axis=1) / sizes[:rows]).max()
        assert difference <= RELATIVE, case["rng"]
        assert len(params) == len(history.params)
        # Losses are measured from the minimum, to which both come within rounding of the data.
        rounding = 1e-14 * history.losses[0]
        assert_allclose(run["losses"][:rows], history.losses[:rows], rtol=RELATIVE, atol=rounding)
        assert_allclose(run["batch_losses"][: rows - 1], history.batch_losses[: rows - 1], rtol=RELATIVE, atol=rounding)
        assert_allclose(run["epochs"], history.epochs, rtol=1e-12)
        assert_array_equal(run["examples"], history.examples)
        assert run["diverged"] == history.diverged
        diverged += history.diverged
        capped += rows < len(sizes)
        largest = max(largest, difference)
    return diverged, capped, largest


def test_paths_are_equal_on_500_settings():
    diverged, capped, largest = compare(range(SETTINGS))
    print(f"{SETTINGS} settings, {diverged} diverged, {capped} beyond {CAP:g}; largest difference {largest:.1e}")
    assert diverged > SETTINGS // 10 and capped > SETTINGS // 50, "the settings hold runs of every kind"
