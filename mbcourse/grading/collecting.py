"""Collecting submissions from a folder or an LMS's zip into a course."""

import logging
import shutil
import zipfile
from pathlib import Path

from nbgrader.apps.zipcollectapp import ZipCollectApp

from mbcourse.grading.archive import Archive
from mbcourse.grading.course import Course, CourseError
from mbcourse.grading.lms import source_of
from mbcourse.grading.plugins.extractors import (
    CanvasExtractor,
    FolderExtractor,
    LmsExtractor,
    MoodleExtractor,
    students_of,
)

EXTRACTORS: dict[str | None, type[LmsExtractor]] = {
    "Canvas": CanvasExtractor,
    "Moodle": MoodleExtractor,
    None: FolderExtractor,
}


def collect(course: Course, assignment: str, source: Path) -> dict[str, list[str]]:
    """Put each student's newest notebook into the course, in place of the student's earlier submission.

    Nothing is replaced before everything that is to be collected has been read.

    Parameters
    ----------
    course : Course
        The course.
    assignment : str
        The assignment.
    source : Path
        A folder that contains a folder for each student, a zip from Moodle or Canvas, or a folder that contains such
        a zip. Moodle's grading worksheet, a CSV file, may be in the same folder as its zip.

    Returns
    -------
    dict of str to list of str
        What an instructor should know: why files were left out, or taken with a doubt, and their paths.

    Raises
    ------
    CourseError
        If there is nothing that can be collected.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     root, source = Path(folder, "course"), Path(folder, "handed-in")
    ...     for parent in (root / "source" / "ps1", root / "release" / "ps1", source / "ada"):
    ...         parent.mkdir(parents=True)
    ...         _ = (parent / "ps1.ipynb").write_text("{}")
    ...     (root / "nbgrader_config.py").touch()
    ...     course = Course(root)
    ...     remarks = collect(course, "ps1", source)
    ...     course.students("ps1"), remarks
    (['ada'], {})
    """
    source = source.resolve()
    if not source.exists():
        raise CourseError(f"{source} does not exist")
    if not source.is_dir() and not (source.is_file() and zipfile.is_zipfile(source)):
        raise CourseError(f"{source} is neither a folder nor a zip")
    place = Path(course.directory.root, "downloaded", assignment, "collected")
    shutil.rmtree(place, ignore_errors=True)  # left behind by a run that was killed
    try:
        place.mkdir(parents=True)
        return _collect(course, assignment, source, place)
    except (SystemExit, OSError) as error:
        raise CourseError(f"nothing was collected: {error}") from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _collect(course: Course, assignment: str, source: Path, place: Path) -> dict[str, list[str]]:
    """Read all notebooks into an empty folder of the course, then put them where they belong."""
    course.directory.assignment_id = assignment
    app = ZipCollectApp(parent=course.app, config=course.config, coursedir=course.directory)
    app.log = logging.getLogger(__name__)
    app.log.addHandler(logging.NullHandler())  # what the extractor would log is returned
    with Archive(source) as archive:
        known = {student.id for student in students_of(course.directory)}
        extractor = EXTRACTORS[source_of((entry.path for entry in archive.entries), known)](parent=app)
        extractor.extract_from(archive, place)
    for new in sorted(place.iterdir()):
        submitted = course.directory.format_path(course.directory.submitted_directory, new.name, assignment)
        try:
            _replace(Path(submitted), new)
        except OSError as error:
            extractor.remark(f"left out, what is in its place cannot be replaced ({error.strerror})", submitted)
    return dict(extractor.remarks)


def _replace(folder: Path, new: Path) -> None:
    """Move a folder to the place of another one, or of whatever is there."""
    if folder.is_symlink() or folder.is_file():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(new, folder)
