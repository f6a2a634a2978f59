"""A student's process finds neither the tokens of the instructor's session nor the instructor's home folder."""

import dataclasses
import json

import pytest

from mbcourse.grading.confined import sandbox
from mbcourse.grading.confined.remote import StudentProcess
from mbcourse.grading.workers.prepared import FIRST, LAST
from mbcourse.warm.forkserver import ForkServer

NAMES = ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN", "MBCOURSE_SECRET", "SSH_AUTH_SOCK", "PGPASSWORD")
TOKEN = "token-of-the-session"
# Each place where an environment can be looked up. A shell command cannot be started in the tier landlock.
LOOK = """
import ctypes, os, pathlib, site, sys, tempfile

def content(path):
    try:
        return pathlib.Path(path).read_text("utf-8", "replace")
    except OSError:
        return ""

ctypes.CDLL(None).getenv.restype = ctypes.c_char_p
print(dict(os.environ), [ctypes.CDLL(None).getenv(name) for name in {names}])
print(get_ipython().run_line_magic("env", ""))
try:
    get_ipython().system("env")
except OSError:
    pass
print(content("/proc/self/environ"), content(f"/proc/{{os.getppid()}}/environ"), content("/proc/1/environ"))
print(os.path.expanduser("~"), pathlib.Path.home(), os.path.expandvars("$HOME"), tempfile.gettempdir(), os.getcwd())
"""


@pytest.fixture
def session(tmp_path, monkeypatch):
    """A session with tokens and a home folder, and a fork server that was started in it."""
    home = tmp_path / "home-of-the-instructor"
    home.mkdir()
    (home / "notes").write_text(TOKEN)
    with monkeypatch.context() as patch:
        for name in NAMES:
            patch.setenv(name, TOKEN)
        patch.setenv("HOME", str(home))
        server = ForkServer([*FIRST, *LAST])
    with server:
        yield server, home


def test_no_tier_shows_the_environment_or_the_home(session, sandbox_setup):
    server, home = session
    for tier in sandbox.tiers():
        process = StudentProcess(dataclasses.replace(sandbox_setup, server=server, tier=tier))
        with process.within(60):
            seen = json.dumps(process.run(LOOK.format(names=[name.encode() for name in NAMES])))
            read = json.dumps(process.run(f"print(open({str(home / 'notes')!r}).read())"))
        process.close()
        assert "LOGNAME" in seen  # it did look
        assert TOKEN not in seen
        assert home.name not in seen
        assert (TOKEN in read) == (tier == "limits")  # which protects no file, as the safety page says
