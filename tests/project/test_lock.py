"""tools/lock.py: from resolved versions to constraints.txt, from ranges to environment.yml."""

from tools import lock


def test_lines_are_sorted_by_name_and_local_suffixes_go():
    versions = {"torch": "2.13.0+cpu", "Sphinx": "7.4.7", "pytest-xdist": "3.8.0", "pytest": "9.2.0"}
    lines = [line for line in lock.text(versions).splitlines() if not line.startswith("#")]
    assert lines == ["pytest==9.2.0", "pytest-xdist==3.8.0", "Sphinx==7.4.7", "torch==2.13.0"]


def test_the_header_says_how_the_lock_was_made():
    header = lock.text({})
    assert "make lock" in header
    assert "3.11" in header
    assert "torch==2.13.0" in header


def test_the_committed_lock_has_that_header():
    assert (lock.ROOT / "constraints.txt").read_text().startswith(lock.text({}))


def test_the_committed_environment_is_what_the_ranges_give():
    assert (lock.ROOT / "environment.yml").read_text() == lock.environment(lock.declared())


def test_the_core_and_every_extra_are_resolved():
    names = {line.split(">=")[0] for line in lock.declared()}
    assert {"numpy", "torch", "jupyter-book", "nbgrader", "distributed", "pytest"} <= names
