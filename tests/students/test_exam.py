"""While answers are checked and graded, functions of the package that would give them are closed, and nothing else."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import mbcourse
from mbcourse import checks
from mbcourse.checks import exam
from mbcourse.checks.hint import CheckFailed
from tests.exercises.course import Course

from .notebooks import solved

CLOSED = [
    *("bucketed", "fit", "folds", "minibatches", "sweep", "train_bgd", "train_minibatch", "train_sgd"),
    *("theory.max_learning_rate", "theory.noise_factor", "theory.two_batch", "theory.critical_batch"),
    *("comparison.corrected_interval", "standardise", "stopping.best_epoch"),
    *("optim.adam", "optim.adamw", "optim.momentum", "optim.rmsprop"),
    *("torch_train.fit_module", "torch_train.evaluate", "torch_train.anything", "torch_stack.fit_many"),
]


def reached(name):
    """What a dotted name in mbcourse leads to."""
    value = mbcourse
    for part in name.split("."):
        value = getattr(value, part)
    return value


@pytest.mark.parametrize("name", CLOSED)
def test_what_would_answer_a_question_says_that_it_is_closed(name):
    with exam.during(), pytest.raises(RuntimeError, match=f"^mbcourse.{name} is closed while answers are checked"):
        reached(name)([1.0], batch_size=1)


@pytest.mark.parametrize("name", CLOSED)
def test_a_public_check_in_a_notebook_says_so_too(name):
    """What passes there must not lose its points in grading."""
    with pytest.raises(CheckFailed, match=r"is\s+closed\s+while"):
        checks.ps1.q1.check(lambda x, w, h: reached(name)([1.0], batch_size=1))


def test_a_public_check_closes_what_the_notebook_imported_by_name(monkeypatch):
    notebook = sys.modules["__main__"]
    monkeypatch.setattr(notebook, "epoch_order", mbcourse.batches.epoch_order, raising=False)
    with pytest.raises(CheckFailed, match=r"epoch_order\s+is\s+closed"):
        checks.ps1.q1.check(lambda x, w, h: notebook.epoch_order(3, 1))
    assert notebook.epoch_order is mbcourse.batches.epoch_order


@pytest.mark.parametrize(("module", "names"), exam.CLOSED.items())
def test_every_way_to_a_closed_function_is_closed(module, names):
    open_functions = [getattr(sys.modules[module], name) for name in names]
    with exam.during():
        for name, function in zip(names, open_functions, strict=True):
            assert isinstance(getattr(sys.modules[module], name), exam.Closed)
            loaded = [m for key, m in list(sys.modules.items()) if key.split(".")[0] == "mbcourse"]
            assert not any(value is function for m in loaded for value in vars(m).values())
    assert [getattr(sys.modules[module], name) for name in names] == open_functions


ROOMS = sorted(file.stem for file in Path(mbcourse.__file__).parent.glob("torch_train/[!_]*.py"))


@pytest.mark.parametrize("room", ROOMS)
def test_the_rooms_of_a_closed_package_are_closed_too(room):
    """Whether they were imported before or not; where they were, they come back afterwards."""
    name = f"mbcourse.torch_train.{room}"
    opened = import_module(name)
    with exam.during():
        with pytest.raises(RuntimeError, match=f"^{name}.fit_module is closed while answers are checked"):
            import_module(name).fit_module([1.0], batch_size=1)
        assert opened not in sys.modules.values()
    assert import_module(name) is opened


def test_everything_else_stays_open():
    with exam.during():
        line = mbcourse.lab_line()
        assert mbcourse.ErrorSurface(line.x, line.y).minimum.shape == (2,)
    assert len(mbcourse.train_bgd(line.x, line.y, epochs=1).losses) == 2


def test_closing_imports_no_torch_and_twice_is_once():
    code = (
        "import sys\nfrom mbcourse.checks import exam\nexam.begin()\nexam.begin()\n"
        "import mbcourse, mbcourse.torch_train\nfrom mbcourse.torch_train import fit_module\n"
        "import mbcourse.torch_train.loading\nfrom mbcourse.torch_train.networks import mlp\n"
        "print(fit_module.name, mbcourse.fit.name, mbcourse.torch_train.loading.Minibatches.name, mlp.name)\n"
        "print('torch' in sys.modules, 'matplotlib' in sys.modules)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert said.stderr == ""
    assert said.stdout == (
        "mbcourse.torch_train.fit_module mbcourse.fit mbcourse.torch_train.loading.Minibatches "
        "mbcourse.torch_train.networks.mlp\nFalse False\n"
    )


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # nbgrader's own, when it first meets a student
def test_nbgrader_grades_with_them_closed(tmp_path):
    borrowed = (
        "def predict(x, w, h):\n    mbcourse.fit(x, x, batch_size=len(x), epochs=0)\n    return h + w * (x - ANCHOR)"
    )
    course = Course(tmp_path)
    course.release("ps1")
    course.submit("ps1", "student", solved("ps1", q1=borrowed))
    scores = course.autograde("ps1", "student")
    assert scores.pop("q1-values") == 0
    assert all(score > 0 for key, score in scores.items() if key.startswith("q"))
