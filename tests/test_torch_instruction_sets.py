"""Training ends alike on processors with other vector instructions, as long as NumPy draws the initial weights."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from numpy.testing import assert_allclose

from tests.instruction_sets import HERE, NATIVE, environment

ROOT = Path(__file__).resolve().parents[1]

# Two networks, trained for six epochs.
SCRIPT = """
import json, numpy, torch
from mbcourse import Labelled, optim
from mbcourse.torch_stack import fit_many
rng = numpy.random.default_rng(0)
y = rng.integers(5, size=200)
x = rng.standard_normal((5, 20))[y] + rng.standard_normal((200, 20))
runs = fit_many(
    Labelled(x, y, tuple("abcde"), "drawn here"),
    (20, 32, 5),
    batch_size=20,
    learning_rates=[0.01],
    seeds=[0, 1],
    updates=60,
    evaluate_at=range(0, 61, 10),
    step=optim.adam,
)
print(json.dumps([torch.backends.cpu.get_cpu_capability(), runs.losses["training"].tolist()]))
"""

LESSER = HERE[:-1]


def trained(capability):
    command = [sys.executable, "-c", SCRIPT]
    result = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=environment(capability))
    return json.loads(result.stdout)


@pytest.mark.skipif(not LESSER, reason=f"PyTorch has no lesser instructions than {NATIVE} here")
def test_six_epochs_of_adam_end_alike_to_twelve_digits_on_every_set_of_instructions():
    used, native = trained(NATIVE)
    assert used == NATIVE
    for capability in LESSER:
        used, losses = trained(capability)
        assert used == capability
        assert_allclose(losses, native, rtol=1e-12)
