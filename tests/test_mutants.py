"""The tests notice the mistakes that this course warns of: each, put into a copy of the package, fails them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
PACKAGE = TESTS.parent / "mbcourse"

MUTANTS = {
    "the sign of b flipped in the surface": (
        "surface.py",
        "np.asarray(b, dtype=np.float64) - self.minimum[1]",
        "-np.asarray(b, dtype=np.float64) - self.minimum[1]",
        "test_surface.py",
    ),
    "the gradient divided by n instead of the batch's size": (
        "train.py",
        "step = rate_at(update) * gradient",
        "step = rate_at(update) * gradient * len(y_epoch[cut]) / n",
        "test_train.py",
    ),
    "the last batch dropped": (
        "batches.py",
        'end = n if last == "keep" else n - n % batch_size',
        "end = n - n % batch_size",
        "test_batches.py",
    ),
    "the state recorded before the update": (
        "train.py",
        "params[update] = theta\n",
        "params[update] = theta + step\n",
        "test_train.py",
    ),
    "one array aliased in every row of the history": (
        "train.py",
        "a, y, params[:rows]",
        "a, y, np.broadcast_to(theta, (rows, len(theta)))",
        "test_history.py",
    ),
    "the schedule restarted each epoch": (
        "train.py",
        "rate_at(update)",
        "rate_at(update % len(cuts))",
        "test_train.py",
    ),
    "the schedule restarted each epoch of a sweep": (
        "sweep.py",
        "self.factors[first + k]",
        "self.factors[k]",
        "test_sweep.py",
    ),
}


def run_tests(package_parent: Path, file: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(package_parent)}
    # The project's own settings would put its package before the copy.
    options = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "-o", "pythonpath="]
    command = [sys.executable, "-m", "pytest", *options, str(TESTS / file)]
    return subprocess.run(command, cwd=package_parent, env=environment, capture_output=True, text=True)


@pytest.mark.prove
@pytest.mark.parametrize("name", MUTANTS)
def test_a_mutant_is_noticed(name, tmp_path):
    module, right, wrong, file = MUTANTS[name]
    shutil.copytree(PACKAGE, tmp_path / "mbcourse", ignore=shutil.ignore_patterns("__pycache__"))
    source = tmp_path / "mbcourse" / module
    text = source.read_text(encoding="utf-8")
    assert text.count(right) == 1, f"{module} no longer holds {right!r} once: bring this mutant up to date"
    source.write_text(text.replace(right, wrong), encoding="utf-8")
    result = run_tests(tmp_path, file)
    assert result.returncode == 1, result.stdout  # 1: tests ran and failed
    assert "AssertionError" in result.stdout


@pytest.mark.prove
def test_the_unchanged_copy_passes(tmp_path):
    shutil.copytree(PACKAGE, tmp_path / "mbcourse", ignore=shutil.ignore_patterns("__pycache__"))
    result = run_tests(tmp_path, "test_surface.py")
    assert result.returncode == 0, result.stdout
