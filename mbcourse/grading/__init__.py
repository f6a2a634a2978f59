"""The instructor's side: grading a class, reporting on it, and plugins for nbgrader.

``mbcourse grade`` grades a class, `grade_notebook` one notebook, and ``mbcourse report`` reports on a graded class.
nbgrader loads the plugins by name. All of it needs the extra ``instructor``; ``import mbcourse`` loads none of it.

The modules, in the order in which a submission passes through them:

1. In: `commands` is the command line. `collecting` puts submissions into the course, with the extractors of `plugins`;
   `archive` reads what was downloaded, `lms` the file names of Canvas and Moodle, `worksheet` Moodle's worksheet.
2. What to grade: `course` is an nbgrader course with its submissions, `access` refuses one that others on this machine
   can read or change, and `secret` is what its hidden tests draw inputs from. `submitted_notebook` and
   `submitted_files` read what was handed in, `submission_time` when, and `plain_files` opens and decodes it.
   `assignments` reads an assignment from nbgrader's gradebook or from the instructor's notebook; `released` is it as
   plain data. `placement` proves, with what `reading` finds in the tests, where each test is judged: outside the
   student's process or inside.
3. A run: `run` finds the submissions that have no valid result and sends each as a task (`workers.task`) to a pool of
   processes, on this machine (`workers.local`) or on a Dask cluster (`workers.cluster`). Their processes are forked by
   `mbcourse.warm.forkserver`, which has imported what `workers.prepared` lists.
4. A notebook: `mending` restores the assignment's cells. `notebook` runs the student's cells in a student's process,
   and has each test judged: by `judge`, which runs it in the grader's own process, or by `inside`, which runs it in the
   student's. `outputs` chooses what of a cell's outputs is stored.
5. Untrusted code, in `confined`: `student` is what runs in the student's process, `sandbox` confines that process, and
   `remote` is the grader's end of it. They exchange messages by `wire`, with values as `plain` data; what is not plain
   data has one of the `standins`, and `values` keeps what both sides hold the same. `copies` repeats a test in a copy
   of the student's process.
6. Out: `outcome` is a graded notebook as plain data. `results` stores it, `gradebook` writes it into nbgrader's, and
   `summary` is what the command prints.
7. Afterwards: `report` analyses a graded assignment. In `plugins` are also what nbgrader uses for its own autograding
   (`submissions`), late penalties (`late`), feedback pages (`feedback`) and marks for an LMS (`exporters`).
   `pages` renders the report and the feedback pages; `spreadsheet` makes cells of CSV files safe, and `printed` what a
   terminal shows.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mbcourse.grading.outcome import Result


def grade_notebook(
    path: str | Path, assignment: str | Path, seconds: float = 60.0, memory: int = 3 * 2**30, unsafe: bool = False
) -> "Result":
    """Grade one notebook, without a course's gradebook.

    Parameters
    ----------
    path : str or Path
        The submitted notebook. It is not changed. Files beside it are not given to it.
    assignment : str or Path
        The instructor's notebook, such as ``"source/ps1/ps1.ipynb"``. If there is an ``nbgrader_config.py`` two folders
        above it, its settings are used.
    seconds : float, default 60
        Time that a cell may take.
    memory : int, default 3 GiB
        Bytes that the notebook may use.
    unsafe : bool, default False
        Whether to grade even if no sandbox is available; only for answers that you trust.

    Returns
    -------
    Result
        The score, the outcome of each test, and the notebook with its outputs.

    Raises
    ------
    CourseError
        If the course's secret is in a file that cannot be used.
    FileNotFoundError
        If one of the two files does not exist.
    RuntimeError
        If no sandbox is available on this machine; the message says what to do.

    Examples
    --------
    >>> result = grade_notebook("submitted/ada/ps1/ps1.ipynb", "source/ps1/ps1.ipynb")  # doctest: +SKIP
    >>> result.score, result.points  # doctest: +SKIP
    (16.0, 16.0)

    An instructor's notebook that does not exist:

    >>> grade_notebook("submitted/ada/ps1/ps1.ipynb", "no-such-folder/ps1/ps1.ipynb")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    FileNotFoundError: [Errno 2] No such file or directory: ...
    """
    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    from mbcourse.grading import secret
    from mbcourse.grading.assignments import from_source
    from mbcourse.grading.course import Submission
    from mbcourse.grading.placement import AUTO, Placements, place, to_data
    from mbcourse.grading.workers.local import Workers
    from mbcourse.grading.workers.prepared import slow_imports
    from mbcourse.grading.workers.task import Options, Task

    source = Path(assignment).resolve(strict=True)
    settings = source.parents[2] / "nbgrader_config.py"
    course_secret = secret.use(settings.parent)
    config = PyFileConfigLoader(settings.name, str(settings.parent)).load_config() if settings.is_file() else {}
    released = from_source(source, Config(config))
    text = Submission("", Path(path).resolve(strict=True)).text()
    closed = (str(source.parent), str(settings))
    options = Options(seconds, memory, unsafe, course_secret, closed=closed)
    workers = Workers([*released.imports(), *slow_imports([text or ""])], unsafe)
    try:

        def grade(text: str | None, placements: Placements) -> "Result":
            return workers.do(Task(text, released.to_json(), options, {}, to_data(placements)))

        return grade(text, place(released, source.read_text("utf-8"), AUTO, lambda *task: lambda: grade(*task)))
    finally:
        workers.close()
