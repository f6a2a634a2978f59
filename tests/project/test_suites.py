"""tools/run_suites.py: no failure is hidden, and what was left out is named."""

import os
import sys

import pytest

from tools.run_suites import INSTALL, LONG_ONES, ROOT, ROOT_ACCOUNT, SUITES, Suite, run

PASSES = Suite("passes", "seconds", (sys.executable, "-c", ""))
FAILS = Suite("fails", "seconds", (sys.executable, "-c", "raise SystemExit(5)"))
LACKS = Suite("lacks", "seconds", (sys.executable, "-c", ""), needs="a-program-that-is-not-there")


@pytest.fixture(autouse=True)
def advice(monkeypatch):
    monkeypatch.setitem(INSTALL, LACKS.needs, "install it like this")


def test_all_pass(capsys):
    assert run([PASSES, PASSES], in_ci=True)
    assert capsys.readouterr().out.endswith("suites: 2 passed, 0 failed, 0 skipped\n")


def test_a_failure_does_not_stop_later_suites_and_is_reported_at_the_end(capsys):
    assert not run([FAILS, PASSES, FAILS], in_ci=False)
    closing = capsys.readouterr().out.splitlines()[-4:]
    assert [line.split()[1] for line in closing[:3]] == ["FAILED", "passed", "FAILED"]
    assert closing[3] == "suites: 1 passed, 2 failed, 0 skipped"


def test_what_runs_side_by_side_is_printed_apart_and_a_failure_is_reported(capfd):
    prints = "import time; print('one', flush=True); time.sleep(1); print('two'); raise SystemExit({})"
    both = [
        Suite(name, "seconds", (sys.executable, "-c", prints.format(n)), is_single=True) for n, name in enumerate("ab")
    ]
    assert not run(both, in_ci=False)
    printed = capfd.readouterr().out
    assert all(f"==> {name} printed\none\ntwo\n" in printed for name in "ab")
    assert [line.split()[:2] for line in printed.splitlines()[-3:-1]] == [["a", "passed"], ["b", "FAILED"]]


def test_a_missing_program_leaves_the_suite_out_and_says_what_to_install(capsys):
    assert run([PASSES, LACKS], in_ci=False)
    *_, row, count = capsys.readouterr().out.splitlines()
    assert row.split(maxsplit=3)[:3] == ["lacks", "left", "out"]
    assert "install it like this" in row
    assert count == "suites: 1 passed, 0 failed, 1 skipped"


def test_a_missing_program_fails_in_ci(capsys):
    assert not run([PASSES, LACKS], in_ci=True)
    assert "suites: 1 passed, 1 failed" in capsys.readouterr().out


def test_what_needs_root_is_named_without_root_and_runs_by_sudo_in_ci(monkeypatch, capsys, tmp_path):
    suite = Suite("accounts", "seconds", (sys.executable, "-c", ""), needs=ROOT_ACCOUNT)
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert run([suite], in_ci=False)
    *_, row, count = capsys.readouterr().out.splitlines()
    assert row.split(maxsplit=3)[:3] == ["accounts", "left", "out"]
    assert "sudo" in row and count.endswith("1 skipped")

    sudo = tmp_path / "sudo"
    sudo.write_text('#!/bin/sh\ntouch "$0.was-used"\nexec "$@"\n')
    sudo.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    assert run([suite], in_ci=True)
    assert (tmp_path / "sudo.was-used").exists()
    assert capsys.readouterr().out.endswith("suites: 1 passed, 0 failed, 0 skipped\n")


def test_a_suite_that_runs_no_test_fails(tmp_path):
    empty = Suite("empty", "seconds", (sys.executable, "-m", "pytest", "-q", str(tmp_path)))
    assert not run([empty], in_ci=False)


def test_every_needed_program_has_its_advice():
    assert {suite.needs for suite in SUITES if suite.needs} <= set(INSTALL)


def test_long_modules_begin_first_and_no_test_is_left_out():
    """pytest drops an argument that lies inside another one, and the order with it."""
    (command,) = (suite.command for suite in SUITES if suite.name == "tests")
    asked = [ROOT / argument for argument in command if argument.startswith("tests/")]
    assert asked[: len(LONG_ONES)] == [ROOT / folder for folder in LONG_ONES]
    assert [one for one in asked for other in asked if other in one.parents] == []
    inside = [file for file in (ROOT / "tests").rglob("test_*.py") if ROOT / "tests/browser" not in file.parents]
    assert [file for file in inside if not any(one == file or one in file.parents for one in asked)] == []
