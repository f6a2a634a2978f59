"""Collecting submissions from a folder or an LMS's zip into a course, with nbgrader's own collector."""

import contextlib
import io
import logging
import os
import shutil
import zipfile
from pathlib import Path

from nbgrader.apps.zipcollectapp import ZipCollectApp
from nbgrader.plugins import ExtractorPlugin

from mbcourse.grading.course import Course, CourseError
from mbcourse.grading.lms import source_of
from mbcourse.grading.plugins.extractors import CanvasExtractor, FolderExtractor, MoodleExtractor, entries

EXTRACTORS: dict[str | None, type[ExtractorPlugin]] = {
    "Canvas": CanvasExtractor,
    "Moodle": MoodleExtractor,
    None: FolderExtractor,
}


def collect(course: Course, assignment: str, source: Path) -> None:
    """Put each student's newest notebook into the course, in place of the student's earlier submission.

    Parameters
    ----------
    course : Course
        The course.
    assignment : str
        The assignment.
    source : Path
        A folder that contains a folder for each student, a zip from Moodle or Canvas, or a folder that contains such
        a zip. Moodle's grading worksheet, a CSV file, may be in the same folder as its zip.

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
    ...     _ = (root / "nbgrader_config.py").write_text(
    ...         "c.FileNameCollectorPlugin.named_regexp = "
    ...         "r'.*/extracted/(?P<student_id>[^/]+)/(?P<file_id>[^/]+)[.]ipynb'"
    ...     )
    ...     course = Course(root)
    ...     collect(course, "ps1", source)
    ...     course.students("ps1")
    ['ada']
    """
    source = source.resolve()
    if not source.exists():
        raise CourseError(f"{source} does not exist")
    if source.is_file() and not zipfile.is_zipfile(source):
        raise CourseError(f"{source} is neither a folder nor a zip")
    downloaded = Path(course.directory.root, "downloaded", assignment)
    archive = downloaded / "archive"
    shutil.rmtree(downloaded, ignore_errors=True)
    if source.is_dir():
        shutil.copytree(source, archive, symlinks=True)
    else:
        archive.mkdir(parents=True)
        for path in [source, *source.parent.glob("*.csv")]:
            shutil.copy(path, archive)
    try:
        extractor = EXTRACTORS[source_of(entry.path for entry in entries(archive))]
        _collect(course, assignment, extractor)
    except SystemExit as error:
        raise CourseError(f"nothing was collected: {error}") from error


def _collect(course: Course, assignment: str, extractor: type[ExtractorPlugin]) -> None:
    app = ZipCollectApp(parent=course.app, config=course.config, coursedir=course.directory)
    app.extractor_plugin = extractor
    app.force = True
    app.log = logging.getLogger(__name__)
    course.directory.assignment_id = assignment
    before = os.getcwd()
    os.chdir(course.root)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            app.start()
    finally:
        os.chdir(before)
