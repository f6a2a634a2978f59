"""Ranks compute together, all over the loopback; whatever they do, the launching process hears of it and ends them."""

import functools
import multiprocessing.forkserver
import multiprocessing.resource_tracker
import operator
import os
import signal
import subprocess
import sys
import time
from importlib import import_module
from ipaddress import ip_address
from pathlib import Path

import pytest
import torch
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from mbcourse.distributed import launch
from tests import ranks
from tests.processes import children, ends

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module", autouse=True)
def _server():
    """What ranks are forked from begins with the first test and ends after the last, not with this process.

    It begins where gloo is told to use a network that is not there, so that only ranks told otherwise can meet.
    """
    stop_server()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLOO_SOCKET_IFNAME", "elsewhere")
        launch(operator.not_, None, processes=1)
    yield
    stop_server()


def stop_server():
    multiprocessing.forkserver._forkserver._stop()
    multiprocessing.resource_tracker._resource_tracker._stop()


@pytest.mark.parametrize("processes", [1, 3])
def test_results_come_in_the_order_of_ranks_and_ranks_exchange_tensors(processes):
    results = launch(ranks.weighted_sum, [1.0, -2.0], processes=processes)
    assert [result[:2] for result in results] == [(rank, processes) for rank in range(processes)]
    expected = torch.tensor([1.0, -2.0]) * processes * (processes + 1) / 2
    assert all(torch.equal(total, expected) for _, _, total in results)


def test_data_parallel_gradients_are_the_mean_over_the_ranks_to_the_bit():
    generator = torch.Generator().manual_seed(0)
    x, y = (torch.randn(8, n, generator=generator, dtype=torch.float64) for n in (3, 1))
    (first, alone_0), (second, alone_1) = launch(ranks.gradient, x, y)
    assert torch.equal(first, second) and torch.equal(first, (alone_0 + alone_1) / 2)


def test_traffic_stays_on_the_loopback_and_ranks_draw_numbers_of_their_own():
    (addresses, threads, drawn), (others, _, others_drawn) = launch(ranks.surroundings)
    assert addresses and all(ip_address(address).is_loopback for address in addresses | others)
    assert threads == 1
    assert all(one != other for one, other in zip(drawn, others_drawn, strict=True))


@pytest.mark.parametrize(
    ("function", "limit", "error", "messages"),
    [
        (
            ranks.fails_on_rank_1,
            60,
            RuntimeError,
            ["rank 1 of 2 raised KeyError", 'raise KeyError("odd batch")', "in fails_on_rank_1"],
        ),
        (
            ranks.hangs_on_rank_1,
            1.5,
            TimeoutError,
            ["rank 0, rank 1 had not returned within limit = 1.5 seconds", "in hangs_on_rank_1"],
        ),
        (ranks.ends_on_rank_1, 60, RuntimeError, ["rank 1 of 2 ended without returning, exit status 7"]),
        (
            ranks.rank_1_returns_early,
            60,
            RuntimeError,
            ["rank 0 of 2 raised RuntimeError", "rank 1 had returned already", "in rank_1_returns_early"],
        ),
        (ranks.returns_a_function, 60, RuntimeError, ["returned function, which cannot be sent back"]),
    ],
)
def test_a_rank_that_goes_wrong_is_told_at_once_and_all_ranks_end_with_what_they_started(
    tmp_path, function, limit, error, messages
):
    began = time.monotonic()
    with pytest.raises(error) as raised:
        launch(function, tmp_path, limit=limit)
    assert time.monotonic() - began < 30
    assert [message for message in messages if message not in str(raised.value)] == []
    pids = [int(pid) for file in tmp_path.iterdir() for pid in file.read_text().split()]
    assert len(pids) == 4 and all(map(ends, pids))


def test_ranks_that_return_end_with_what_they_started():
    assert all(ends(pid) for pair in launch(ranks.pids) for pid in pair)


def defined_inside():
    def function():
        pass

    return function


in_a_cell = defined_inside()
in_a_cell.__module__, in_a_cell.__qualname__ = "__main__", "step"


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: launch(3), "function is 3: give a function"),
        (lambda: launch(in_a_cell), r"function is step, defined in a cell .*: write it to a module, such as a \.py"),
        (lambda: launch(defined_inside()), r"defined_inside.<locals>.function, .*: define it at the top of a module"),
        (lambda: launch(lambda: 0), "<lambda>, which other processes cannot import"),
        (lambda: launch(ranks.note, lambda: 0), "args cannot be sent to other processes"),
        (lambda: launch(ranks.pids, processes=0), "processes is 0: give a whole number, 1 or more"),
        (lambda: launch(ranks.pids, limit=0), "limit is 0: give a finite number above 0"),
    ],
)
def test_bad_input_is_named_before_anything_starts(call, message):
    with pytest.raises(ValueError, match=message):
        call()


def test_arguments_that_only_the_notebook_has_are_told():
    with pytest.raises(RuntimeError, match="could not import what it was sent: what is defined in a cell"):
        launch(functools.partial(ranks.note, _only_here("Net")))


def _only_here(name):
    """An object of a class that pickles by its name in `__main__`, and that a rank does not find there."""
    kind = type(name, (), {"__module__": "__main__"})
    setattr(sys.modules["__main__"], name, kind)
    return kind()


# --- From a notebook and a script ---

STEPS = """
import torch
import torch.distributed as dist

def total(x):
    numbers = torch.tensor([x + dist.get_rank()])
    dist.all_reduce(numbers)
    return numbers.item()
"""

CELLS = [
    "import steps\nfrom mbcourse.distributed import launch\nprint(launch(steps.total, 5.0))",
    "def total(x):\n    return x\n\ntry:\n    launch(total, 5.0)\nexcept ValueError as error:\n    print(error)",
    "import multiprocessing\nprint(multiprocessing.active_children())",
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a module, where this package is found."""
    (tmp_path / "steps.py").write_text(STEPS)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def test_it_works_in_a_notebook_and_says_why_a_cells_function_does_not(folder):
    notebook = new_notebook(cells=[new_code_cell(cell) for cell in CELLS])
    NotebookClient(
        notebook, kernel_name="python3", timeout=300, resources={"metadata": {"path": str(folder)}}
    ).execute()
    printed = ["".join(output.text for output in cell.outputs) for cell in notebook.cells]
    assert printed[0] == "[11.0, 11.0]\n"
    assert printed[1].startswith("function is total, defined in a cell")
    assert printed[2] == "[]\n"


def test_a_changed_module_counts_at_the_next_call(tmp_path, monkeypatch):
    monkeypatch.syspath_prepend(tmp_path)
    for answer in ("'first'", "'the second'"):
        (tmp_path / "edited.py").write_text(f"def answer():\n    return {answer}\n")
        assert launch(import_module("edited").answer) == [eval(answer)] * 2
    monkeypatch.delitem(sys.modules, "edited")


def run_script(folder, source, **options):
    (folder / "script.py").write_text(source)
    return subprocess.Popen([sys.executable, "script.py"], cwd=folder, text=True, stdout=subprocess.PIPE, **options)


@pytest.mark.prove
def test_a_script_without_a_guard_is_told_to_have_one(folder):
    source = "import steps\nfrom mbcourse.distributed import launch\nprint(launch(steps.total, 5.0))"
    with run_script(folder, source, stderr=subprocess.PIPE) as script:
        _, errors = script.communicate(timeout=300)
    assert 'in a script, call launch under if __name__ == "__main__":' in errors


@pytest.mark.prove
def test_everything_ends_when_the_launching_process_is_killed(folder):
    source = """
from pathlib import Path
from mbcourse.distributed import launch
from tests import ranks
if __name__ == "__main__":
    launch(ranks.hangs_on_rank_1, Path.cwd(), limit=3)
"""
    with run_script(folder, source) as script:
        until = time.monotonic() + 300
        while not all((folder / rank).exists() for rank in "01") and time.monotonic() < until:
            time.sleep(0.05)
        helpers = children(script.pid)
        os.kill(script.pid, signal.SIGKILL)
    pids = [tuple(map(int, (folder / rank).read_text().split())) for rank in "01"]
    try:
        assert helpers and all(ends(pid) for pid in helpers)
        assert all(ends(pid) for pid, _ in pids)
    finally:
        for _, started in pids:
            os.kill(started, signal.SIGKILL)  # no process was left to end these


@pytest.mark.prove
def test_no_call_fails_on_a_busy_machine():
    """Two processes for each processor compute meanwhile."""
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(2 * (os.cpu_count() or 1))]
    try:
        assert all(launch(operator.not_, None, processes=3) == [True] * 3 for _ in range(30))
    finally:
        for process in busy:
            process.kill(), process.wait()
