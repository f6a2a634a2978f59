"""What another account on the machine can do to a course: all of it on the old layout, nothing on the guide's.

Needs root: a forked process becomes that account; none is made.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory

from mbcourse.grading.access import require_closed
from mbcourse.grading.course import CourseError
from tests.teach.guide import TEACH, blocks

STRANGER = 65534
# What the guide said before: folders as `mkdir` makes them, an exchange that all can write, and a file made by `echo`.
OLD = """\
mkdir ~/mini-batch-course
cd ~/mini-batch-course
echo "a sentence that only we know" > secret.txt
mkdir ~/exchange
chmod ugo+rwx ~/exchange
"""
# What it says now: its commands that make folders and files, set their modes, and change to the course.
NEW = "\n".join(
    line
    for heading, commands in blocks(TEACH)
    if heading in ("Set up a course in ten minutes", "Release")
    for line in commands.splitlines()
    if re.match(r"mkdir|chmod|cd ~/mini-batch-course|.*secret\.txt", line)
)
NOTEBOOK = "submitted/ada/ps1/ps1.ipynb"


class Machine:
    """A home folder that everybody can enter, as on Debian, with a course and an exchange in it."""

    def __init__(self, home, commands):
        self.home, self.course, self.exchange = home, home / "mini-batch-course", home / "exchange"
        home.chmod(0o755)
        environment = {"HOME": str(home), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
        subprocess.run(["bash", "-ec", f"umask 022; cd\n{commands}"], check=True, env=environment)
        for name in ("source/ps1/ps1.ipynb", "gradebook.db", NOTEBOOK):
            (self.course / name).parent.mkdir(parents=True, exist_ok=True)
            (self.course / name).write_text("of the instructor")
        (self.course / NOTEBOOK).parent.chmod(0o777)  # as `nbgrader collect` leaves it
        (self.exchange / "mini-batch").mkdir()


def read_solutions(machine):
    (machine.course / "source/ps1/ps1.ipynb").read_text()


def read_marks(machine):
    (machine.course / "gradebook.db").read_bytes()


def read_the_secret(machine):
    (machine.course / "secret.txt").read_text()


def list_who_handed_in(machine):
    os.listdir(machine.course / "submitted")


def replace_a_collected_notebook(machine):
    path = machine.course / NOTEBOOK
    path.with_name("other").write_text("of the stranger")
    path.with_name("other").replace(path)


def take_the_released_course_away(machine):
    (machine.exchange / "mini-batch").rename(machine.exchange / "gone")


ATTACKS = (
    read_solutions,
    read_marks,
    read_the_secret,
    list_who_handed_in,
    replace_a_collected_notebook,
    take_the_released_course_away,
)


def succeeds(attack, *arguments, account=STRANGER):
    """Whether an attack succeeds that a process of another account tries."""
    pid = os.fork()
    if not pid:
        status = 2
        try:
            os.setgroups([])
            os.setresgid(account, account, account)
            os.setresuid(account, account, account)
            attack(*arguments)
            status = 0
        except PermissionError:
            status = 1
        finally:
            os._exit(status)
    ended = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    assert ended in (0, 1), f"{attack.__name__} went wrong"
    return not ended


@pytest.fixture
def machine():
    """Return a function that makes a machine; not in pytest's folder, which others cannot enter."""
    home = Path(tempfile.mkdtemp(dir="/tmp"))
    yield lambda commands: Machine(home, commands)
    shutil.rmtree(home)


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_an_attack_succeeds_on_the_old_layout(machine, attack):
    assert succeeds(attack, machine(OLD))


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_it_fails_on_the_layout_that_the_guide_makes(machine, attack):
    assert not succeeds(attack, machine(NEW))


def test_students_still_reach_the_exchange_that_the_guide_makes(machine):
    made = machine(NEW)
    assert succeeds(lambda: (made.exchange / "handed-in").mkdir())
    assert succeeds(lambda: os.listdir(made.exchange / "mini-batch"))


def test_the_old_layout_is_refused_and_the_command_in_the_message_stops_all_but_the_exchange(machine):
    made = machine(OLD)
    directory = CourseDirectory(root=str(made.course))
    with pytest.raises(CourseError) as raised:
        require_closed(directory)
    subprocess.run(str(raised.value).partition("; run: ")[2], shell=True, check=True)
    require_closed(directory)
    assert [attack for attack in ATTACKS if succeeds(attack, made)] == [take_the_released_course_away]


def test_the_layout_that_the_guide_makes_is_accepted(machine):
    require_closed(CourseDirectory(root=str(machine(NEW).course)))


def test_a_file_that_a_student_still_holds_is_refused_though_the_course_is_closed(machine):
    made = machine(NEW)
    path = made.course / NOTEBOOK
    path.unlink()
    assert succeeds(lambda: (made.exchange / "mine").write_text("of the stranger"))
    os.link(made.exchange / "mine", path)  # as `mv` from the exchange leaves it, or `cp -l`
    assert succeeds(lambda: (made.exchange / "mine").write_text("changed after it was collected"))
    assert path.read_text() == "changed after it was collected"
    with pytest.raises(CourseError, match="belongs to another account") as raised:
        require_closed(CourseDirectory(root=str(made.course)))
    subprocess.run(str(raised.value).partition("; run: ")[2], shell=True, check=True)
    require_closed(CourseDirectory(root=str(made.course)))
    assert succeeds(lambda: (made.exchange / "mine").write_text("changed again"))
    assert path.read_text() == "changed after it was collected"


def test_the_environment_of_a_process_is_read_by_its_own_account_alone():
    def read(pid):
        assert b"TOKEN=of the hub" in Path(f"/proc/{pid}/environ").read_bytes()

    with subprocess.Popen(["sleep", "60"], env={"TOKEN": "of the hub"}, user=STRANGER, group=STRANGER) as process:
        assert succeeds(read, process.pid)
        assert not succeeds(read, process.pid, account=STRANGER - 1)
        process.kill()
