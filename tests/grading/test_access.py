"""A course that another account can read, replace or change is refused with the command that mends it, and no other."""

import grp
import os
import pwd
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from nbgrader.coursedir import CourseDirectory

from mbcourse.cli import main
from mbcourse.grading import access
from mbcourse.grading.access import require_closed
from mbcourse.grading.course import CourseError
from tests.grading import tiny

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

FILES = ("source/ps1/ps1.ipynb", "submitted/ada/ps1/ps1.ipynb", "gradebook.db", "grading.db", "nbgrader_config.py")


@pytest.fixture
def course(tmp_path):
    """A course of mode 700 in a folder that others can enter, in one that they cannot."""
    root = tmp_path / "shared" / "my course"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).touch()
    set_modes(tmp_path, 0o755, 0o644)
    root.chmod(0o700)
    return root


@pytest.fixture(autouse=True)
def open_way(monkeypatch, tmp_path):
    """Take the folders above, which keep others out, as open."""
    others = access._Insiders.others
    monkeypatch.setattr(access._Insiders, "others", lambda self, path: 5 if path in above else others(self, path))
    above = {*tmp_path.parents}


def set_modes(folder, of_folders, of_files):
    for path in (folder, *folder.rglob("*")):
        path.chmod(of_folders if path.is_dir() else of_files)


def require(course, **settings):
    require_closed(CourseDirectory(root=str(course), **settings))


def refused(course, **settings):
    """The message for a course, whose command must mend it."""
    with pytest.raises(CourseError) as raised:
        require(course, **settings)
    message, _, command = str(raised.value).partition("; run: ")
    subprocess.run(command, shell=True, check=True)
    require(course, **settings)
    return f"{message}; run: {command}"


def test_a_closed_course_is_accepted_whatever_the_modes_in_it(course):
    require(course)
    set_modes(course / "submitted", 0o777, 0o666)  # as nbgrader collects them
    require(course)


def test_a_course_is_as_closed_as_the_folders_above_it(course):
    set_modes(course, 0o777, 0o666)
    course.parent.chmod(0o700)
    require(course)
    course.parent.chmod(0o711)
    refused(course)


@pytest.mark.parametrize("name", FILES)
def test_each_part_is_looked_at(course, name):
    set_modes(course, 0o700, 0o600)
    for path in [course / name, *(course / name).parents]:
        if path.is_relative_to(course):
            path.chmod(0o755 if path.is_dir() else 0o644)
    assert f"can read or change {course / name.split('/')[0]}; run: chmod 700 '{course}'" in refused(course)


@pytest.mark.parametrize("mode", [0o604, 0o602, 0o601])
def test_no_bit_is_left_to_others(course, mode):
    course.chmod(0o711)
    set_modes(course / "source", 0o700, 0o600)
    set_modes(course / "submitted", 0o700, 0o600)
    for name in FILES[2:]:
        (course / name).chmod(0o600)
    require(course)
    (course / "gradebook.db").chmod(mode)
    refused(course)


def test_a_folder_that_others_can_enter_but_not_list_is_open(course):
    set_modes(course, 0o711, 0o600)
    refused(course)


def test_what_lies_elsewhere_is_closed_there(course, tmp_path):
    source = (course / "source").rename(tmp_path / "elsewhere")
    (course / "source").symlink_to(source)
    message = refused(course)
    assert message.endswith(f"can read or change {source}; run: chmod go-rwx {source}")
    database = tmp_path / "marks.db"
    database.touch(0o644)
    assert str(database) in refused(course, db_url=f"sqlite:///{database}")


def test_a_course_in_a_folder_that_all_can_write_can_be_replaced(course):
    course.parent.chmod(0o777)
    assert refused(course).endswith(f"can replace {course}; run: chmod +t {course.parent}")
    assert course.parent.stat().st_mode & 0o7777 == 0o1777


def test_files_of_others_are_refused_though_they_cannot_enter(course, monkeypatch):
    path, lstat = course / FILES[1], os.lstat

    def foreign(name):
        about = lstat(name)
        return os.stat_result((*about[:4], 64321, *about[5:])) if name == str(path) else about

    monkeypatch.setattr(os, "lstat", foreign)
    with pytest.raises(CourseError, match=r"belongs to another account \(64321\)") as raised:
        require(course)
    monkeypatch.undo()
    subprocess.run(str(raised.value).partition("; run: ")[2], shell=True, check=True)
    assert path.is_file() and (course / "submitted.others").is_dir()


def group(monkeypatch, name, members):
    """Give the group of the course's folder a name and members."""
    entry = grp.struct_group((name, "x", os.getgid(), members))
    monkeypatch.setattr(grp, "getgrgid", lambda number: entry)


ME = pwd.getpwuid(os.geteuid()).pw_name


@pytest.mark.parametrize(("name", "members"), [(ME, []), (ME, [ME])])
def test_the_group_of_the_account_alone_may_enter(course, monkeypatch, name, members):
    group(monkeypatch, name, members)
    course.chmod(0o770)
    require(course)


@pytest.mark.parametrize(("name", "members"), [("users", []), (ME, ["emmy"]), ("instructors", [ME, "emmy"])])
def test_any_other_group_may_not_unless_the_course_says_that_it_is_shared(course, monkeypatch, name, members):
    group(monkeypatch, name, members)
    course.chmod(0o2770)
    require(course, groupshared=True)
    refused(course)
    course.chmod(0o2775)
    assert refused(course, groupshared=True).endswith(f"run: chmod o-rwx '{course}'")


def test_whoever_is_in_the_sharing_group_may_own_what_was_collected(course, monkeypatch):
    monkeypatch.setattr(access, "_groups", lambda account: [os.getgid()] if account == 64321 else [])
    insiders = access._insiders(course, shared=True)
    assert (insiders.include(64321), insiders.include(64322)) == (True, False)
    assert not access._insiders(course, shared=False).include(64321)


def test_an_access_control_list_counts(course, monkeypatch):
    group(monkeypatch, ME, [])
    owner, somebody, owning, mask, other = (1, 7, -1), (2, 5, 64321), (4, 0, -1), (16, 5, -1), (32, 0, -1)
    entries = [struct.pack("<HHi", *entry) for entry in (owner, somebody, owning, mask, other)]
    os.setxattr(course, access.ACCESS_LIST, struct.pack("<I", 2) + b"".join(entries))
    refused(course)


def test_each_command_refuses_with_status_2_and_one_line(capfd):
    exporter = "mbcourse.grading.plugins.exporters.CanvasExporter"
    export = [sys.executable, "-m", "nbgrader", "export", "--log-level=ERROR", f"--exporter={exporter}"]
    with tempfile.TemporaryDirectory(dir="/tmp") as folder:  # not in pytest's, which others cannot enter
        root = Path(folder).resolve()
        tiny.course(root, {"ada": {}})
        root.chmod(0o755)
        capfd.readouterr()
        for command in (
            lambda: main(["grade", tiny.NAME, "--course", str(root)]),
            lambda: main(["report", tiny.NAME, "--course", str(root)]),
            lambda: subprocess.run(export, cwd=root).returncode,
        ):
            assert command() == 2
            line = f"can read or change {root}/source; run: chmod 700 {root}\n"
            assert capfd.readouterr() == ("", f"other accounts on this machine {line}")
        assert not (root / "canvas.csv").exists()


def test_it_says_so_where_it_cannot_be_seen(course, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(CourseError, match="use WSL"):
        require(course)
