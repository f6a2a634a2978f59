"""`mbcourse grade --from`: each notebook goes to the student who handed it in; what is left out is said, with a reason.

Courses here are collected from but not graded. Zips and worksheets are as Canvas, Moodle, macOS and Excel make them.
"""

import io
import json
import os
import socket
import struct
import zipfile
from argparse import Namespace
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

import pytest
from nbgrader.api import Gradebook

from mbcourse.cli import main
from mbcourse.grading import archive
from mbcourse.grading.collecting import collect
from mbcourse.grading.course import Course, CourseError
from mbcourse.grading.lms import canvas_file, moodle_file, source_of
from mbcourse.grading.summary import REASONS, SHOWN, Summary

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

PS = "ps1"
ADA, EMMY, SOFYA = (
    f"{name}_{number}_assignsubmission_file_/ps1.ipynb"
    for name, number in (("Ada Lovelace", 201), ("Emmy Noether", 202), ("Sofya Kovalevskaya", 203))
)
HEADER = ("Identifier", "Full name", "ID number", "Email address", "Status", "Grade")
ROWS = (
    ("Participant 201", "Ada Lovelace", "ada", "ada@example.org", "x", "-"),
    ("Participant 202", "Emmy Noether", "emmy", "emmy@example.org", "x", "-"),
    ("Participant 203", "Sofya Kovalevskaya", "sofya", "sofya@example.org", "x", "-"),
)
STUDENTS = "id,first_name,last_name,email,lms_user_id\nada,Ada,Lovelace,ada@example.org,101\n"


@pytest.fixture
def course(tmp_path, gradebook):
    """A course with three students in its gradebook."""
    for number, (student, first, last) in enumerate(
        [("ada", "Ada", "Lovelace"), ("emmy", "Emmy", "Noether"), ("sofya", "Sofya", "Kovalevskaya")], 101
    ):
        gradebook.add_student(student, first_name=first, last_name=last, lms_user_id=str(number))
    (tmp_path / "nbgrader_config.py").touch()
    (tmp_path / "source" / PS).mkdir(parents=True)
    (tmp_path / "source" / PS / "ps1.ipynb").write_text("{}")
    return Course(tmp_path)


@pytest.fixture
def given(tmp_path):
    """A folder for what the instructor gives."""
    folder = tmp_path / "given"
    folder.mkdir()
    return folder


def pack(path: Path, files: dict[str, str]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in files.items():
            packed.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 12, 0, 0)), text)
    return path


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return folder


def worksheet(rows=ROWS, header=HEADER, separator=",") -> str:
    return "".join(separator.join(row) + "\r\n" for row in (header, *rows))


def collected(course: Course) -> dict[str, str]:
    """The text of each notebook that lies in ``submitted``, by student."""
    return {path.parts[-3]: path.read_text() for path in course.root.glob("submitted/*/ps1/ps1.ipynb")}


# ---- Whose work is whose


def test_what_a_student_called_a_folder_or_a_file_is_not_the_lms(course, given):
    ada = f"{ADA.partition('/')[0]}/{EMMY}"
    emmy = f"Emmy Noether_202_assignsubmission_file_{SOFYA.replace('_/', '_')}"
    others = ("203_assignsubmission_onlinetext_/" + ADA.replace("_/", "_"), "203_assignfeedback_file_/ps1.ipynb")
    sofya = {f"Sofya Kovalevskaya_{name}": "not handed in" for name in others}
    remarks = collect(course, PS, pack(given / "moodle.zip", {ada: "ada", emmy: "emmy"} | sofya))
    assert collected(course) == {"ada": "ada", "emmy": "emmy"}
    assert remarks["left out, not named by Moodle"] == list(sofya)
    canvas = {"lovelaceada_101_7_noetheremmy_102_9_ps1.ipynb": "ada", "noetheremmy_LATE_102_8_ps1.ipynb": "emmy"}
    assert canvas_file(PurePosixPath(next(iter(canvas)))).user == "101"
    collect(course, PS, pack(given / "canvas.zip", canvas))
    assert collected(course) == {"ada": "ada", "emmy": "emmy"}


def test_a_folder_beside_canvas_files_was_unpacked_by_somebody_and_is_left_out(course, given):
    files = {"lovelaceada_101_7_ps1.ipynb": "ada", "lovelaceada_101_7_work/noetheremmy_102_9_ps1.ipynb": "ada"}
    remarks = collect(course, PS, write(given, files))
    assert collected(course) == {"ada": "ada"}
    assert "left out, in a folder beside Canvas's own files" in remarks


@pytest.mark.parametrize(
    ("paths", "source"),
    [
        ([ADA, EMMY, "emmy/ps1.ipynb"], "Moodle"),
        (["a_1_2_ps1.ipynb", "b_2_3_ps1.ipynb", "stray.ipynb"], "Canvas"),
        (["ada/ps1.ipynb", f"emmy/{ADA}", "sofya/a_1_2_ps1.ipynb"], None),
        (["ada/ps1.ipynb", *(f"emmy/Ada Lovelace_{n}_assignsubmission_file_/ps1.ipynb" for n in range(9))], None),
        ([f"downloaded/{each}" for each in (ADA, EMMY)], "Moodle"),
        (["submissions_2026_11/a_1_2_ps1.ipynb", "submissions_2026_11/b_2_3_ps1.ipynb"], "Canvas"),
        ([f"known/{ADA}"], None),
        ([], None),
    ],
)
def test_the_majority_of_the_outermost_names_says_where_a_download_is_from(paths, source):
    assert source_of(map(PurePosixPath, paths), {"known"}) == source


def test_canvas_files_in_a_folder_are_read_and_macs_own_are_skipped_quietly(course, given):
    files = {"lovelaceada_101_5001_ps1.ipynb": "ada", "noetheremmy_LATE_102_5002_ps1-1.ipynb": "emmy"}
    mac = {"__MACOSX/._lovelaceada_101_5001_ps1.ipynb": "mac", "._noetheremmy_102_1_ps1.ipynb": "mac", ".DS_Store": ""}
    for folder in ("", "submissions_2026_11/"):
        packed = {folder + name: text for name, text in (files | mac).items()}
        assert collect(course, PS, pack(given / "canvas.zip", packed)) == {}
        assert collected(course) == {"ada": "ada", "emmy": "emmy"}


def test_two_participants_for_one_student_are_left_out_by_name(course, given):
    again = ADA.replace("201", "999")
    remarks = collect(course, PS, pack(given / "moodle.zip", {ADA: "ada", again: "who?", EMMY: "emmy"}))
    assert remarks == {"left out, several participants have the student id ada": [ADA, again]}
    assert collected(course) == {"emmy": "emmy"}
    rows = (*ROWS[:2], ("Participant 203", "Sofya Kovalevskaya", "emmy", "", "x", "-"))
    write(given, {"worksheet.csv": worksheet(rows)})
    remarks = collect(course, PS, pack(given / "moodle.zip", {ADA: "ada", EMMY: "new", SOFYA: "new"}))
    assert remarks == {"left out, several participants have the student id emmy": [EMMY, SOFYA]}
    assert collected(course) == {"ada": "ada", "emmy": "emmy"}


def test_two_students_with_one_number_of_canvas_are_left_out_by_name(course, given):
    with Gradebook(course.directory.db_url) as gradebook:
        gradebook.update_or_create_student("emmy", lms_user_id="101")
    files = {"a_101_1_ps1.ipynb": "who?", "k_103_1_ps1.ipynb": "sofya"}
    remarks = collect(course, PS, pack(given / "canvas.zip", files))
    assert collected(course) == {"sofya": "sofya"}
    assert list(remarks.values()) == [["a_101_1_ps1.ipynb"]]


def test_an_id_that_differs_from_a_known_one_only_in_form_is_named(course, given):
    with Gradebook(course.directory.db_url) as gradebook:
        for student in ("zo\u00eb", "0042"):
            gradebook.add_student(student)
    odd = ["42", "Ada", "zoe\u0308"]
    remarks = collect(course, PS, write(given, {f"{student}/ps1.ipynb": student for student in (*odd, "emmy", "new")}))
    assert sorted(name for names in remarks.values() for name in names) == sorted(odd)
    assert all(any(known in reason for known in ("0042", "ada", "zo\u00eb")) for reason in remarks)
    assert collected(course).keys() == {*odd, "emmy", "new"}


# ---- Moodle's worksheet


@pytest.mark.parametrize("first", ["", "sep={}\r\n"])  # Excel's own line
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_worksheet_is_read_whatever_saved_it(course, given, first, separator, encoding):
    rows = (("Participant 201", "Zoë Müller", "zoë", "", "x", "-"), ROWS[1])
    text = first.format(separator) + worksheet(rows, separator=separator)
    (given / "worksheet.csv").write_bytes(text.encode(encoding))
    files = {"Zoë Müller_201_assignsubmission_file/ps1.ipynb": "zoe", EMMY: "emmy"}
    assert collect(course, PS, pack(given / "moodle.zip", files)) == {}
    assert collected(course) == {"zoë": "zoe", "emmy": "emmy"}


def test_a_worksheet_confirms_number_and_name(course, given):
    nobody = "Ada Byron_204_assignsubmission_file_/ps1.ipynb"
    write(given, {"worksheet.csv": worksheet((*ROWS, ("Participant 204", "Ada Byron", "", "", "x", "-")))})
    swapped, unknown = EMMY.replace("202", "203"), SOFYA.replace("203", "999")
    remarks = collect(course, PS, pack(given / "m.zip", dict.fromkeys((ADA, swapped, unknown, nobody), "x")))
    start = "left out, Moodle's worksheet"
    assert remarks == {
        f"{start} does not confirm who it is: it has the number under another name": [swapped],
        f"{start} does not confirm who it is: it does not have the participant's number": [unknown],
        f"{start} has no student id for it": [nobody],
    }
    assert collected(course) == {"ada": "x"}


@pytest.mark.parametrize("name", ["Group 1-Ada Lovelace", "Participant", "Ada LOVELACE"])
def test_a_group_before_the_name_and_blind_marking_are_no_other_name(course, given, name):
    write(given, {"worksheet.csv": worksheet()})
    assert collect(course, PS, pack(given / "m.zip", {f"{name}_201_assignsubmission_file_/ps1.ipynb": "ada"})) == {}
    assert collected(course) == {"ada": "ada"}


@pytest.mark.parametrize("content", [STUDENTS, "id,grade\n201,5\n", "", "\0\0", '"never closed', "a" * 200_000])
def test_other_tables_beside_a_zip_are_ignored(course, given, content):
    write(given, {"a.csv": content, "worksheet.csv": worksheet(), "z.csv": content})
    assert collect(course, PS, pack(given / "moodle.zip", {ADA: "ada"})) == {}
    assert collected(course) == {"ada": "ada"}


def test_the_worksheet_of_another_assignment_is_not_used(course, given):
    write(given, {"ps2.csv": worksheet([("Participant 301", "Ada Lovelace", "emmy", "", "", "")])})
    remarks = collect(course, PS, pack(given / "moodle.zip", {ADA: "ada"}))
    assert remarks == {"not used, the worksheet of another assignment": ["ps2.csv"]}
    assert collected(course) == {"ada": "ada"}


def test_what_a_student_handed_in_is_neither_a_worksheet_nor_an_archive(course, given, tmp_path):
    lies = worksheet([("Participant 201", "Ada Lovelace", "emmy", "", "", "")])
    inner = pack(tmp_path / "inner.zip", {EMMY: "forged", "emmy/ps1.ipynb": "forged"}).read_bytes()
    flat = {name.replace("_/", "_"): text for name, text in ((ADA, "ada"), (SOFYA, "sofya"))}
    write(given, flat | {"Emmy Noether_202_assignsubmission_file_grades.csv": lies})
    (given / "Emmy Noether_202_assignsubmission_file_more.zip").write_bytes(inner)
    assert list(collect(course, PS, given)) == ["left out, not a notebook"]
    assert collected(course) == {"ada": "ada", "sofya": "sofya"}
    folders = write(tmp_path / "folders", {"ada/ps1.ipynb": "ada", "ada/worksheet.csv": lies, "sofya/ps1.ipynb": "s"})
    (folders / "ada" / "more.zip").write_bytes(inner)
    remarks = collect(course, PS, folders)
    assert remarks == {"left out, not a notebook": ["ada/more.zip", "ada/worksheet.csv"]}
    canvas = write(tmp_path / "canvas", {"lovelaceada_101_5_ps1.ipynb": "ada"})
    (canvas / "kovalevskayasofya_103_6_more.zip").write_bytes(inner)
    assert list(collect(course, PS, canvas)) == ["left out, not a notebook"]
    assert "emmy" not in collected(course)


# ---- What a folder may hold


def test_only_plain_files_are_read_and_the_rest_is_named(course, given, tmp_path, monkeypatch):
    write(given, {"ada/ps1.ipynb": "ada", "sofya/ps1.ipynb": "sofya"})
    (given / "emmy").mkdir()
    (given / "emmy" / "ps1.ipynb").symlink_to(course.root / "source" / PS / "ps1.ipynb")
    (given / "linked").symlink_to(given / "ada")
    (given / "more.zip").symlink_to(pack(tmp_path / "more.zip", {"emmy/ps1.ipynb": "emmy"}))
    os.mkfifo(given / "worksheet.csv")
    os.mkfifo(given / "sofya" / "ps1 (1).ipynb")
    (given / "zero").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(given)
        listening.bind("emmy/socket")
    remarks = collect(course, PS, given)
    assert collected(course) == {"ada": "ada", "sofya": "sofya"}
    names = ["linked", "more.zip", "worksheet.csv", "zero", "emmy/ps1.ipynb", "emmy/socket", "sofya/ps1 (1).ipynb"]
    assert remarks == {archive.NOT_A_FILE: names}


def test_a_pipe_is_refused_without_opening_it(course, tmp_path):
    os.mkfifo(tmp_path / "pipe.zip")
    with pytest.raises(CourseError, match="neither a folder nor a zip"):
        collect(course, PS, tmp_path / "pipe.zip")


def test_what_cannot_be_read_costs_nobody_else(course, given, monkeypatch):
    write(course.root / "submitted", {"emmy/ps1/ps1.ipynb": "earlier"})
    write(given, {"ada/ps1.ipynb": "ada", "emmy/ps1.ipynb": "emmy", "closed/ps1.ipynb": "x"})
    plain, walk = archive.open_plain, os.walk

    def refuse(path):
        if path.parts[-2] == "emmy":
            raise PermissionError(13, "Permission denied")
        return plain(path)

    def closed(root, onerror):
        for folder, folders, names in walk(root):
            if "closed" in folders:
                folders.remove("closed")
                onerror(PermissionError(13, "Permission denied", os.path.join(folder, "closed")))
            yield folder, folders, names

    monkeypatch.setattr(archive, "open_plain", refuse)
    monkeypatch.setattr(os, "walk", closed)
    assert collect(course, PS, given) == {archive.UNREADABLE: ["closed", "emmy/ps1.ipynb"]}
    assert collected(course) == {"ada": "ada", "emmy": "earlier"}


@pytest.mark.parametrize("student", [b"\xff", b"\x1b[2Jada", b"ada\n", "\u202eada".encode(), b"x\x07"])
def test_an_id_that_cannot_be_printed_is_left_out_and_not_printed(course, given, student):
    write(given, {f"{os.fsdecode(student)}/ps1.ipynb": "odd", "ada/ps1.ipynb": "ada"})
    remarks = collect(course, PS, given)
    assert collected(course) == {"ada": "ada"}
    text = Summary(PS, collecting=remarks).as_text()
    assert "the student's id has characters that cannot be printed (1)" in text
    assert all(line.isprintable() and line.encode() for line in text.split("\n"))
    json.dumps(remarks, ensure_ascii=False).encode()


@pytest.mark.parametrize("make", [partial(datetime.fromtimestamp, 2.0**60), partial(datetime, 1980, 0, 0)])
def test_a_date_that_does_not_exist_is_the_oldest(make):
    assert archive._date(make) == datetime.min


def test_numbers_of_any_length_are_read(course, given):
    name = f"a_101_{'9' * 5000}_ps1.ipynb"
    pack(given / "canvas.zip", {name: "?", "b_101_7_ps1.ipynb": "ada", "c_102_7_ps1.ipynb": "emmy"})
    assert list(collect(course, PS, given).values()) == [[name]]
    assert moodle_file(PurePosixPath(f"Ada_{'9' * 5000}_assignsubmission_file_/ps1.ipynb")) is None
    assert collected(course) == {"ada": "ada", "emmy": "emmy"}


# ---- Sizes


def test_a_large_notebook_is_collected_and_a_larger_one_is_left_out(course, given):
    pack(given / "canvas.zip", {"a_101_1_ps1.ipynb": " " * 22_000_000, "b_102_1_ps1.ipynb": " " * (100 * 2**20 + 1)})
    assert collect(course, PS, given) == {"left out, larger than 50 MB": ["b_102_1_ps1.ipynb"]}
    assert len(collected(course)["ada"]) == 22_000_000


def test_a_file_is_copied_in_pieces_up_to_the_size_that_was_judged(tmp_path):
    asked = []

    class Endless(io.BytesIO):
        def read(self, size=-1):
            asked.append(size)
            return bytes(size)

    entry = archive.Entry(PurePosixPath("ada/ps1.ipynb"), (datetime.min, 0.0), archive.PIECE + 10, Endless)
    entry.copy(tmp_path / "copy")
    assert asked == [archive.PIECE, 10]
    assert (tmp_path / "copy").stat().st_size == archive.PIECE + 10


def test_more_than_the_disk_has_room_for_is_refused_and_nothing_is_replaced(course, given, monkeypatch):
    write(given, {"ada/ps1.ipynb": "old"})
    collect(course, PS, given)
    write(given, {"ada/ps1.ipynb": "new" * 1000})
    monkeypatch.setattr("shutil.disk_usage", lambda folder: Namespace(free=1000))
    with pytest.raises(CourseError, match="the disk has room for 0 MB"):
        collect(course, PS, given)
    assert collected(course) == {"ada": "old"}


def test_what_no_lms_packs_with_is_left_out(course, given):
    with zipfile.ZipFile(given / "canvas.zip", "w") as packed:
        packed.writestr("a_101_1_ps1.ipynb", "x", zipfile.ZIP_BZIP2)
        packed.writestr("b_102_1_ps1.ipynb", "emmy", zipfile.ZIP_DEFLATED)
    assert collect(course, PS, given) == {archive.UNUSUAL: ["a_101_1_ps1.ipynb"]}


def test_content_that_cannot_be_unpacked_is_named(course, given):
    path = pack(given / "canvas.zip", {"a_101_1_ps1.ipynb": "text " * 100})
    content = bytearray(path.read_bytes())
    start = 30 + sum(struct.unpack_from("<HH", content, 26))
    content[start : start + 8] = b"\xff" * 8
    path.write_bytes(content)
    with pytest.raises(CourseError, match=r"canvas\.zip is damaged at 'a_101_1_ps1\.ipynb'"):
        collect(course, PS, path)


# ---- Around it


def test_a_download_inside_the_course_stays_where_it_is(course):
    folder = write(course.root / "downloaded" / PS / "archive", {"ada/ps1.ipynb": "ada"})
    collect(course, PS, folder)
    assert (folder / "ada" / "ps1.ipynb").read_text() == "ada"
    assert collected(course) == {"ada": "ada"}
    assert not (folder.parent / "collected").exists()


def test_only_those_who_handed_in_again_are_replaced_and_a_link_is_not_followed(course, given, tmp_path):
    collect(course, PS, write(given, {"ada/ps1.ipynb": "ada", "emmy/ps1.ipynb": "emmy"}))
    other = write(tmp_path / "other", {"kept": "kept"})
    (course.root / "submitted" / "sofya").mkdir()
    (course.root / "submitted" / "sofya" / PS).symlink_to(other)
    new = {"ada/ps1.ipynb": "new", "sofya/ps1.ipynb": "sofya"}
    collect(course, PS, write(tmp_path / "again", new))
    assert collected(course) == {"ada": "new", "emmy": "emmy", "sofya": "sofya"}
    assert (other / "kept").exists()


def test_reasons_and_files_are_listed_in_full_in_the_data_and_in_part_in_the_text():
    remarks = {f"reason {n}": [f"file {m}" for m in range(100)] for n in range(100)}
    summary = Summary(PS, collecting=remarks)
    assert summary.as_data()["collecting"] == remarks
    lines = [line for line in summary.as_text().splitlines() if line.startswith("Collecting")]
    assert len(lines) == REASONS + 1
    assert lines[0].endswith(f"file {SHOWN - 1}; {100 - SHOWN} more.")


def test_the_command_lists_at_its_end_what_was_left_out(course, given, monkeypatch, capsys):
    command = ["grade", PS, "--course", str(course.root), "--from", str(given)]
    write(given, {"ada/report.pdf": "%PDF", "emmy/ps1.ipynb": "{}"})
    assert main(command) == 2  # ps1 was not released
    assert "left out, not a notebook (1): ada/report.pdf." in capsys.readouterr().err
    monkeypatch.setattr("mbcourse.grading.run.run", lambda *arguments: Summary(PS))
    assert main([*command, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["collecting"] == {"left out, not a notebook": ["ada/report.pdf"]}
