"""Submissions collected from a folder or from an LMS's zip into a course, by nbgrader's own collector."""

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
    """Put the newest notebook of each student into the course, in place of what the same students handed in before.

    Parameters
    ----------
    course : Course
        The course.
    assignment : str
        The assignment.
    source : Path
        A folder with a folder for each student, a zip of Moodle or Canvas, or a folder that such a zip lies in; beside
        Moodle's its grading worksheet may lie.

    Raises
    ------
    CourseError
        If there is nothing there that can be collected.
    """
    source = source.resolve()
    if not source.exists():
        raise CourseError(f"{source} is not there")
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
    here = os.getcwd()
    os.chdir(course.root)
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            app.start()
    finally:
        os.chdir(here)
