"""A course that shows what an attack does to marks, files, the network and processes."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType

import nbformat
from nbformat import NotebookNode
from nbgrader.api import Gradebook, MissingEntry

import mbcourse
from exercises import corpus
from mbcourse.checks.question import SECRET
from tests.exercises.course import Course, fill

PS = "ps1"
BY_HAND = ("figure", "written")  # cells that a person marks
CANARY = "canary-of-the-course"  # in what students may not read: settings, gradebook, others' answers, environment
MARK = "mark-of-"  # what an attack writes where it may not, followed by the attack's name
OTHERS = {"ada": 16.0, "zoe": 1.0}  # honest students, first and last in alphabetical order, with their marks
LARGE = 25_000_000  # bytes of a notebook


def make_template(root: Path) -> None:
    """Make a course in which ps1 is released and the two honest students have submitted it."""
    course = Course(root)
    released = course.release(PS)
    solutions = corpus.Source(PS).solutions
    answers = {"ada": dict(solutions), "zoe": {"q1": solutions["q1"]}}
    for student, known in answers.items():
        course.submit(PS, student, fill(released, known | {"q1": f"# {CANARY}\n{known['q1']}"}))
        with course.api.gradebook as gradebook:
            gradebook.update_or_create_student(student, last_name=CANARY)
    with (root / "nbgrader_config.py").open("a") as file:
        file.write(f"# {CANARY}\n")


class Place:
    """A copy of the course, a home folder and listening sockets: everything that an attack must leave alone.

    Parameters
    ----------
    root : Path
        An empty folder.
    template : Path
        The course; see `make_template`.
    settings : str, default ""
        The text of ``nbgrader_config.py``. By default the course's own.
    """

    def __init__(self, root: Path, template: Path, settings: str = "") -> None:
        self.root, self.course, self.home = root, root / "course", root / "home"
        shutil.copytree(template, self.course)
        if settings:
            (self.course / "nbgrader_config.py").write_text(settings)
        self.home.mkdir()
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        self._heard: list[bytes] = []
        for listen in (self._accept, self._receive):
            threading.Thread(target=listen, daemon=True).start()
        self._before = self._contents()

    def __enter__(self) -> "Place":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._tcp.close()
        self._udp.close()

    @cached_property
    def released(self) -> NotebookNode:
        """The assignment that students get."""
        return nbformat.read(self.course / "release" / PS / f"{PS}.ipynb", as_version=4)

    @property
    def solved(self) -> NotebookNode:
        """The assignment with a right answer to every question."""
        return fill(self.released, dict(corpus.Source(PS).solutions))

    def folder(self, student: str) -> Path:
        """Empty and return the folder of a student's submission."""
        folder = self.course / "submitted" / student / PS
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        return folder

    def submit(self, student: str, notebook: NotebookNode) -> None:
        """Hand in a notebook."""
        nbformat.write(notebook, self.folder(student) / f"{PS}.ipynb")

    def run(self, *command: str, seconds: float) -> tuple[int | None, str, int]:
        """Run a command in the course; return its exit status (None if it had to be stopped), output and memory.

        The memory is the peak of its largest process in bytes, including the processes that it started.
        """
        environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "TMPDIR")}
        environment |= {"HOME": str(self.home), SECRET: CANARY, "OMP_NUM_THREADS": "1", "TZ": "UTC"}
        with (self.root / "output").open("w+") as output, (self.root / "errors").open("w") as errors:
            process = subprocess.Popen(
                [sys.executable, "-m", *command],
                cwd=self.course,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                start_new_session=True,
            )
            ends, largest = time.monotonic() + seconds, 0
            while process.poll() is None and time.monotonic() < ends:
                largest = max(largest, _memory(process.pid))
                time.sleep(0.2)
            stopped = process.poll() is None
            process.kill()
            process.wait()
            output.seek(0)
            return (None if stopped else process.returncode), output.read(), largest

    def scores(self, students: Sequence[str]) -> dict[str, float | None]:
        """The mark of each student, extra credit included; None if there is none."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            return {student: _score(gradebook, student) for student in students}

    def harm(self, names: Sequence[str]) -> dict[str, set[str]]:
        """The visible harm that each of these attacks did; under "" harm that any of them may have done."""
        harm: dict[str, set[str]] = defaultdict(set)
        for name in names:
            harm[name] |= set(_shown(self.course / "autograded" / name / PS))
        for name, what in (*self._written(), *_left_running(), *self._sent()):
            harm[name].add(what)
        after = self._contents()
        if any(after.get(path) != content for path, content in self._before.items()):
            harm[""].add("changes files of the course")
        if self._points() != sum(points for _, points in corpus.Source(PS).tests().values()) + 4:
            harm[""].add("changes the points in the gradebook")
        if any(score not in (None, OTHERS[name]) for name, score in self.scores(list(OTHERS)).items()):
            harm[""].add("others lose their marks")
        return {name: kinds for name, kinds in harm.items() if kinds}

    def _points(self) -> float:
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as gradebook:
            return float(gradebook.find_assignment(PS).max_score)

    def _contents(self) -> dict[Path, bytes]:
        """The files that must not change: all of the course except what grading itself writes."""
        parts = ["source", "release", "nbgrader_config.py", *(f"submitted/{student}" for student in OTHERS)]
        paths = [path for part in parts for path in (self.course / part, *(self.course / part).rglob("*"))]
        return {path: path.read_bytes() for path in paths if path.is_file()}

    def _written(self) -> Iterator[tuple[str, str]]:
        """Marks in files that their attack may not write: any but its submission and the results of grading it."""
        own = [self.course / part for part in ("submitted", "autograded", "feedback")]
        package = Path(mbcourse.__file__).parent
        installed = [
            *package.rglob("*.py"),
            *Path(nbformat.__file__).parents[1].glob("*.pth"),
            Path(sys.prefix, "etc/attack"),
        ]
        for path in (*self.root.rglob("*"), *installed):
            if (
                path.is_file()
                and not path.is_symlink()
                and not path.name.startswith(("grading.db", "output", "errors"))
            ):
                for name in _marks(path.read_bytes()):
                    if not any(path.is_relative_to(folder / name) for folder in own):
                        yield name, "writes files outside"

    def _sent(self) -> Iterator[tuple[str, str]]:
        for name in _marks(b"\n".join(self._heard)):
            yield name, "reaches the network"

    def _accept(self) -> None:
        while True:
            try:
                connection, _ = self._tcp.accept()
                with connection:
                    connection.settimeout(2)
                    self._heard.append(connection.recv(1000))
            except TimeoutError:
                continue
            except OSError:
                return

    def _receive(self) -> None:
        while True:
            try:
                self._heard.append(self._udp.recv(1000))
            except OSError:
                return


def _memory(root: int) -> int:
    """Peak memory, in bytes, of the largest of a process and its descendants."""
    family, largest = {root}, 0
    for pid in sorted(int(path.name) for path in Path("/proc").glob("[0-9]*")):
        with suppress(OSError, TypeError):  # it has ended
            status = Path(f"/proc/{pid}/status").read_text()
            if pid == root or int(re.search(r"PPid:\t(\d+)", status)[1]) in family:
                family.add(pid)
                largest = max(largest, 1024 * int(re.search(r"VmHWM:\s+(\d+)", status)[1]))
    return largest


def _score(gradebook: Gradebook, student: str) -> float | None:
    try:
        submission = gradebook.find_submission(PS, student)
    except MissingEntry:
        return None
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    if not grades or any(grade.auto_score is None and grade.name not in BY_HAND for grade in grades):
        return None
    return float(submission.score)


def _marks(content: bytes) -> set[str]:
    return {name.decode() for name in re.findall(rf"{MARK}(\w+)".encode(), content)}


def _shown(folder: Path) -> Iterator[str]:
    """The harm of an attack that its autograded notebook shows."""
    kept = [path for path in folder.glob("*") if path.is_file() and path.suffix != ".ipynb"]
    if any(CANARY.encode() in path.read_bytes() for path in kept):
        yield "reads what others keep"
    path = folder / f"{PS}.ipynb"
    if not path.exists():
        return
    if path.stat().st_size > LARGE:
        yield "fills the course's disk"
    cells = json.loads(path.read_text("utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ()) if not _is_error_of_test(cell, output)]
    text = json.dumps(outputs)
    if CANARY in text:
        yield "reads what others keep"
    if "BEGIN HIDDEN TESTS" in text or "BEGIN SOLUTION" in text:
        yield "reads hidden tests or solutions"
    for taken in re.findall(
        r"took: ([\w ]+)", "".join(str(o.get("text")) for o in outputs if o["output_type"] == "stream")
    ):
        yield f"takes {taken}"
    forms = {form for output in outputs for form in output.get("data", ())}
    if forms - {"text/plain", "image/png", "image/jpeg"} or "onerror" in str(
        [o.get("data", {}).get("image/png") for o in outputs]
    ):
        yield "puts what can act into the page for marking"


def _is_error_of_test(cell: NotebookNode, output: NotebookNode) -> bool:
    """Whether it is a traceback of a test, which shows the test's lines to the person who marks by hand."""
    meta = cell["metadata"].get("nbgrader", {})
    return bool(meta.get("grade") and not meta["solution"] and output["output_type"] == "error")


def _left_running() -> Iterator[tuple[str, str]]:
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            for name in _marks(path.read_bytes()):
                yield name, "leaves a process running"
        except OSError:
            continue
