"""The instructor's side: grading a class, and plugins for nbgrader that read submissions and talk to an LMS.

``mbcourse grade`` and `grade_notebook` grade; nbgrader finds the plugins by name, as in ``nbgrader export
--exporter=mbcourse.grading.plugins.exporters.CanvasExporter``. All of it needs the extra ``instructor``;
``import mbcourse`` loads none of it.

From top to bottom: `commands` (the command line), `run` (a class: what is to do, and one writer), `workers` or
`cluster` (who does it), `work` (a task), `notebook` (a submission), `judge` (its tests, in this process), `student`
(its cells, in a `sandbox`, in a process of the `forkserver`, which has `prepared`), with `wire` and `plain` for what
crosses between the two. What a run needs to know comes from `course` and `assignments`; what it finds goes to
`results` and `gradebook`.
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
        The notebook that was handed in. It is not changed.
    assignment : str or Path
        The instructor's notebook, such as ``"source/ps1/ps1.ipynb"``. The settings in ``nbgrader_config.py`` two
        folders above it are used, if there are any.
    seconds : float, default 60
        Time that a cell may take.
    memory : int, default 3 GiB
        Bytes that the notebook may use.
    unsafe : bool, default False
        Whether to go on where no sandbox can be had, with answers that you trust.

    Returns
    -------
    Result
        Score, what became of each test, and the notebook with its outputs.

    Raises
    ------
    FileNotFoundError
        If one of the two files is not there.
    RuntimeError
        If no sandbox can be had on this machine; the message says what to do.
    """
    import os

    from traitlets.config import Config
    from traitlets.config.loader import PyFileConfigLoader

    from mbcourse.checks.question import SECRET
    from mbcourse.grading.assignments import from_source
    from mbcourse.grading.course import Submission
    from mbcourse.grading.workers.local import Workers
    from mbcourse.grading.workers.prepared import slow_imports
    from mbcourse.grading.workers.task import Options, Task

    source = Path(assignment).resolve(strict=True)
    settings = source.parents[2] / "nbgrader_config.py"
    config = PyFileConfigLoader(settings.name, str(settings.parent)).load_config() if settings.is_file() else {}
    released = from_source(source, Config(config))
    text = Submission("", Path(path).resolve(strict=True)).text()
    options = Options(seconds, memory, unsafe, os.environ.get(SECRET, ""))
    workers = Workers([*released.imports(), *slow_imports([text or ""])], unsafe)
    try:
        return workers.do(Task(text, released.to_json(), options, {}))
    finally:
        workers.close()
