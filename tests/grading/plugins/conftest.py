"""What the tests of plugins share: nbgrader's alembic, and a gradebook that is made once."""

import os
import shutil
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

# nbgrader calls the command alembic, which lies beside this Python.
os.environ["PATH"] = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])


@pytest.fixture(scope="session")
def empty_gradebook(tmp_path_factory):
    """Database file of a gradebook with nothing in it; to make one takes a second, to copy it none."""
    path = tmp_path_factory.mktemp("gradebook") / "gradebook.db"
    with Gradebook(f"sqlite:///{path}"):
        return path


@pytest.fixture
def gradebook(tmp_path, empty_gradebook):
    """An empty gradebook, `gradebook.db` in the test's folder."""
    shutil.copy(empty_gradebook, tmp_path)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gradebook:
        yield gradebook
