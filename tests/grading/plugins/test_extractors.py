"""Zips as Moodle and Canvas make them, through `nbgrader zip_collect`: the newest notebook of each student, no more.

Moodle names files `Full Name_PARTICIPANT_assignsubmission_file_/NAME`, as its users and their scripts describe them;
Canvas `lastnamefirstname[_LATE]_USER_UPLOAD_NAME` (lib/content_zipper.rb in instructure/canvas-lms).
"""

import os
import re
import zipfile
from pathlib import Path

import pytest
from nbgrader.apps import ZipCollectApp

from exercises import corpus

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

MOODLE = "mbcourse.grading.plugins.extractors.MoodleExtractor"
CANVAS = "mbcourse.grading.plugins.extractors.CanvasExtractor"
FOLDER = "mbcourse.grading.plugins.extractors.FolderExtractor"


@pytest.fixture
def course(tmp_path, gradebook, monkeypatch):
    """A course whose gradebook knows some students; `source/ps1` holds the notebook that is asked for."""
    gradebook.add_student("ada", first_name="Ada", last_name="Lovelace", lms_user_id="12345")
    gradebook.add_student("zoe", first_name="Zoë", last_name="Müller-Łęcka")
    gradebook.add_student("joe", first_name="Jo", last_name="O'Brien")
    gradebook.add_student("anna1", first_name="Anna", last_name="Schmidt")
    gradebook.add_student("anna2", first_name="Anna", last_name="Schmidt")
    gradebook.add_student("sukarno", first_name="Sukarno")
    config = (corpus.EXERCISES / "nbgrader_config.py").read_text("utf-8")
    (tmp_path / "nbgrader_config.py").write_text(config, "utf-8")
    (tmp_path / "downloaded" / "ps1" / "archive").mkdir(parents=True)
    for folder in ("source", "release"):
        (tmp_path / folder / "ps1").mkdir(parents=True)
        (tmp_path / folder / "ps1" / "ps1.ipynb").write_text("{}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pack(course: Path, files: dict[str, str | tuple[str, int]], name: str = "submissions.zip") -> Path:
    """Put a zip into the archive folder. A file is its text, or that and the minute at which it was written."""
    path = course / "downloaded" / "ps1" / "archive" / name
    with zipfile.ZipFile(path, "w") as archive:
        for inside, content in files.items():
            text, minute = content if isinstance(content, tuple) else (content, 0)
            archive.writestr(zipfile.ZipInfo(inside, (2026, 11, 20, 12, minute, 0)), text)
    return path


def collect(course: Path, extractor: str, *options: str) -> dict[str, str]:
    """Run zip_collect; return all that lies in `submitted`."""
    app = ZipCollectApp()
    app.initialize(["ps1", f"--extractor={extractor}", *options])
    app.start()
    submitted = course / "submitted"
    return {path.relative_to(submitted).as_posix(): path.read_text() for path in submitted.rglob("*") if path.is_file()}


def test_moodle_finds_students_by_their_names(course):
    pack(
        course,
        {
            "Ada Lovelace_1234567_assignsubmission_file_/ps1.ipynb": "ada",
            "Zoë Müller-Łęcka_1234568_assignsubmission_file_/ps1.ipynb": "zoe",
            "Jo OBrien_1234569_assignsubmission_file_/ps1.ipynb": "joe",
            "Sukarno_1234570_assignsubmission_file_/ps1.ipynb": "sukarno",
        },
    )
    collected = collect(course, MOODLE)
    assert collected == {f"{student}/ps1/ps1.ipynb": student for student in ("ada", "zoe", "joe", "sukarno")}


@pytest.mark.parametrize(
    "name",
    [
        "Ada Lovelace_7_assignsubmission_file_/ps1.ipynb",
        "Lovelace Ada_7_assignsubmission_file_/ps1.ipynb",
        "Ada Lovelace_7_assignsubmission_file/ps1.ipynb",
        "Ada Lovelace_7_assignsubmission_file_ps1.ipynb",
        "Ada Lovelace_7_assignsubmission_file_/ps1/ps1.ipynb",
        "course/Ada Lovelace_7_assignsubmission_file_/PS1.ipynb",
    ],
)
def test_moodles_layouts(course, name):
    pack(course, {name: "ada"})
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "ada"}


def test_moodles_worksheet_tells_students_of_one_name_apart(course, capsys):
    files = {f"Anna Schmidt_{n}_assignsubmission_file_/ps1.ipynb": f"anna{n}" for n in (1, 2)}
    pack(course, files | {"Ada Lovelace_3_assignsubmission_file_/ps1.ipynb": "ada"})
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "ada"}
    assert "2 students in the gradebook are called 'Anna Schmidt'" in capsys.readouterr().err
    worksheet = course / "downloaded" / "ps1" / "archive" / "Grades-ps1.csv"
    worksheet.write_text(
        "\ufeffIdentifier,Full name,ID number,Email address,Status,Grade\n"
        'Participant 1,"Anna Schmidt",anna1,a@example.org,Submitted,\n'
        'Participant 2,"Anna Schmidt",anna2,b@example.org,Submitted,\n',
        "utf-8",
    )
    collected = collect(course, MOODLE, "--force")
    assert collected == {f"{s}/ps1/ps1.ipynb": s for s in ("ada", "anna1", "anna2")}


def test_moodles_worksheet_knows_students_who_are_not_in_the_gradebook(course):
    pack(course, {"Participant_9_assignsubmission_file_/ps1.ipynb": "new"})
    worksheet = course / "downloaded" / "ps1" / "archive" / "worksheet.csv"
    worksheet.write_text("Identifier,Full name,Email address\nParticipant 9,,new@example.org\n", "utf-8")
    assert collect(course, MOODLE) == {"new@example.org/ps1/ps1.ipynb": "new"}


@pytest.mark.parametrize("student", ["../ada", "..", "a/b", "a\\b", "a\tb", "x" * 256])
def test_a_worksheets_id_that_no_folder_can_have_costs_nobody_else(course, capsys, student):
    pack(course, {f"Participant_{n}_assignsubmission_file_/ps1.ipynb": "new" for n in (8, 9)})
    worksheet = course / "downloaded" / "ps1" / "archive" / "worksheet.csv"
    worksheet.write_text(f"Identifier,ID number\nParticipant 9,{student}\nParticipant 8,emmy\n", "utf-8")
    assert collect(course, MOODLE) == {"emmy/ps1/ps1.ipynb": "new"}
    assert re.search(r"Left out, .*student's id.*: Participant_9_", capsys.readouterr().err)


def test_a_worksheet_in_another_language_needs_its_column_named(course):
    pack(course, {"Participant_9_assignsubmission_file_/ps1.ipynb": "new"})
    worksheet = course / "downloaded" / "ps1" / "archive" / "worksheet.csv"
    worksheet.write_text("ID,Vollständiger Name,Matrikelnummer\nTeilnehmer/in9,,777\n", "utf-8")
    with pytest.raises(SystemExit, match=r"set MoodleExtractor\.worksheet_column"):
        collect(course, MOODLE)
    collected = collect(course, MOODLE, "--MoodleExtractor.worksheet_column=Matrikelnummer", "--force")
    assert collected == {"777/ps1/ps1.ipynb": "new"}


def test_canvas_finds_students_by_canvas_number(course):
    pack(
        course,
        {
            "lovelaceada_12345_67890_ps1.ipynb": "ada",
            "müllerłęckazoë_LATE_222_67891_ps1-1.ipynb": "zoe",
            "2pac_333_67892_ps1.ipynb": "2pac",
            "van_der_berg_444_67893_ps1 (1).ipynb": "berg",
            "latecomer_555_67894_ps1.ipynb": "latecomer",
        },
    )
    collected = collect(course, CANVAS)
    assert collected == {
        "ada/ps1/ps1.ipynb": "ada",
        "222/ps1/ps1.ipynb": "zoe",
        "333/ps1/ps1.ipynb": "2pac",
        "444/ps1/ps1.ipynb": "berg",
        "555/ps1/ps1.ipynb": "latecomer",
    }


@pytest.mark.parametrize("name", ["anon_aB3xY_67890_ps1.ipynb", "LATE_anon_12345_67890_ps1.ipynb", "ps1.ipynb"])
def test_canvas_without_a_number_is_left_out_with_a_message(course, capsys, name):
    pack(course, {name: "?"})
    assert collect(course, CANVAS) == {}
    assert "not named by Canvas, or downloaded while grading is anonymous" in capsys.readouterr().err


def test_the_newest_of_several_uploads_to_canvas_wins(course):
    ninth, tenth = "lovelaceada_12345_99_ps1.ipynb", "lovelaceada_12345_100_ps1-1.ipynb"
    pack(course, {tenth: "newest", ninth: ("older", 5)})
    assert collect(course, CANVAS) == {"ada/ps1/ps1.ipynb": "newest"}


def test_the_newest_of_several_files_in_moodle_wins(course):
    folder = "Ada Lovelace_7_assignsubmission_file_"
    pack(
        course,
        {
            f"{folder}/ps1.ipynb": ("older", 1),
            f"{folder}/ps1 (1).ipynb": ("newest", 9),
            f"{folder}/ps1 (2).ipynb": "oldest",
        },
    )
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "newest"}


def test_numbers_decide_where_times_agree(course):
    folder = "Ada Lovelace_7_assignsubmission_file_"
    pack(course, {f"{folder}/ps1 ({n}).ipynb": str(n) for n in (2, 10, 9)} | {f"{folder}/ps1.ipynb": "0"})
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "10"}


def test_a_second_download_replaces_what_was_handed_in_again_and_keeps_the_rest(course):
    ada, zoe = (f"{name}_7_assignsubmission_file_/ps1.ipynb" for name in ("Ada Lovelace", "Zoë Müller-Łęcka"))
    pack(course, {ada: ("first", 1), zoe: ("only", 1)}, "monday.zip")
    collect(course, MOODLE)
    pack(course, {ada: ("second", 9)}, "friday.zip")
    assert collect(course, MOODLE, "--force") == {"ada/ps1/ps1.ipynb": "second", "zoe/ps1/ps1.ipynb": "only"}


def test_a_renamed_notebook_is_taken_under_the_name_asked_for(course, capsys):
    pack(course, {"Ada Lovelace_7_assignsubmission_file_/my solution.ipynb": "ada"})
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "ada"}
    assert "no notebook is called ps1.ipynb: Ada Lovelace_7_" in capsys.readouterr().err


def test_a_newer_scratch_notebook_does_not_replace_the_answer(course):
    folder = "Ada Lovelace_7_assignsubmission_file_"
    pack(course, {f"{folder}/ps1.ipynb": ("answer", 1), f"{folder}/ps10.ipynb": ("scratch", 9)})
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "answer"}


@pytest.mark.parametrize(
    "extra", ["numpy.py", "mbcourse.py", "sitecustomize.pyc", "ps1.zip", "report.pdf", "timestamp.txt"]
)
def test_other_files_stay_where_they_are(course, extra):
    folder = "Ada Lovelace_7_assignsubmission_file_"
    pack(course, {f"{folder}/ps1.ipynb": "ada", f"{folder}/{extra}": "raise SystemExit"})
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "ada"}


@pytest.mark.parametrize("extractor", [MOODLE, CANVAS])
@pytest.mark.parametrize(
    "inside", ["../../evil.ipynb", "/tmp/evil.ipynb", "a/../../evil.ipynb", "..\\evil.ipynb", "C:\\e.ipynb"]
)
def test_a_zip_that_points_outside_is_refused_whole(course, extractor, inside):
    pack(course, {"lovelaceada_12345_67890_ps1.ipynb": "ada", inside: "evil"})
    with pytest.raises(SystemExit, match=r"submissions\.zip is refused: its entry .* points outside the folder"):
        collect(course, extractor)
    assert not (course / "submitted").exists()
    assert list(course.rglob("*evil*")) == []


def test_a_damaged_zip_is_named(course):
    path = pack(course, {"lovelaceada_12345_67890_ps1.ipynb": "ada"})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(SystemExit, match=r"submissions\.zip is damaged"):
        collect(course, CANVAS)


def test_a_zip_whose_content_is_damaged_is_named(course):
    path = pack(course, {"lovelaceada_12345_67890_ps1.ipynb": "ada's answer"})
    path.write_bytes(path.read_bytes().replace(b"ada's answer", b"abc's answer"))
    with pytest.raises(SystemExit, match=r"is damaged at 'lovelaceada_12345_67890_ps1\.ipynb'"):
        collect(course, CANVAS)


def test_a_huge_notebook_is_left_out_and_the_others_are_not(course, capsys):
    pack(course, {"lovelaceada_12345_67890_ps1.ipynb": " " * (2**20 + 1), "zoe_222_67891_ps1.ipynb": "zoe"})
    assert collect(course, CANVAS, "--CanvasExtractor.max_megabytes=1") == {"222/ps1/ps1.ipynb": "zoe"}
    assert "larger than 1 MB" in capsys.readouterr().err


def test_an_unpacked_zip_is_read_too(course):
    folder = course / "downloaded" / "ps1" / "archive" / "Ada Lovelace_7_assignsubmission_file_"
    folder.mkdir()
    (folder / "ps1.ipynb").write_text("ada")
    assert collect(course, MOODLE) == {"ada/ps1/ps1.ipynb": "ada"}


def test_an_assignment_that_is_not_there_is_named(course):
    pack(course, {"lovelaceada_12345_67890_ps1.ipynb": "ada"})
    (course / "source" / "ps1" / "ps1.ipynb").unlink()
    with pytest.raises(SystemExit, match="contains no notebook"):
        collect(course, CANVAS)


def test_folders_are_named_by_student_and_the_newest_notebook_counts(course):
    archive = course / "downloaded" / "ps1" / "archive"
    for name, text, age in (
        ("ada/ps1.ipynb", "old", 60),
        ("ada/ps1 (1).ipynb", "new", 0),
        ("zoe/final.ipynb", "zoe", 0),
    ):
        (archive / name).parent.mkdir(exist_ok=True)
        (archive / name).write_text(text)
        written = (archive / name).stat().st_mtime - age
        os.utime(archive / name, (written, written))
    (archive / "ada" / "numpy.py").write_text("raise SystemExit")
    (archive / "nobody.ipynb").write_text("whose")
    assert collect(course, FOLDER) == {"ada/ps1/ps1.ipynb": "new", "zoe/ps1/ps1.ipynb": "zoe"}
