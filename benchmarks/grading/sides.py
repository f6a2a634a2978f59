"""The sides that grade the same class: stock nbgrader, ours, otter-grader, and the cells alone as the floor."""

import json
import shutil
import subprocess
import tempfile
import textwrap
import venv
from collections import Counter
from pathlib import Path
from time import perf_counter

import nbformat

from benchmarks.grading.classes import BIN, environment
from exercises import corpus
from mbcourse.grading.results import Results
from mbcourse.grading.run import STORE

ROOT = Path(__file__).resolve().parents[2]
JOBS = 2


def stock(course: Path, assignment: str) -> float:
    """Grade with ``nbgrader autograde``; return the seconds that it took, including its start."""
    return _timed([BIN / "nbgrader", "autograde", assignment], course)


def ours(course: Path, assignment: str, *options: str) -> float:
    """Grade with ``mbcourse grade``."""
    return _timed([BIN / "mbcourse", "grade", assignment, "--json", *(options or ("--jobs", str(JOBS)))], course)


def judging(course: Path, assignment: str, judge: str) -> float:
    """Grade with ``mbcourse grade`` and a choice of where tests are judged."""
    return ours(course, assignment, "--jobs", str(JOBS), "--judge", judge)


def where_judged(course: Path, assignment: str) -> str:
    """Say where the tests of a graded course were judged."""
    results = Results(course / STORE)
    counts = Counter(test.judged for _, _, result in results.all(assignment) for test in result.tests)
    results.close()
    return ", ".join(f"{count} tests {judged}" for judged, count in counts.most_common())


def floor(course: Path, assignment: str) -> float:
    """Run the cells of all submissions in one warm process; return the processor time divided by the cores."""
    script = "from benchmarks.grading.sides import run_cells; import sys; run_cells(*sys.argv[1:])"
    command = [BIN / "python", "-c", script, str(course), assignment]
    output = subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True).stdout
    return float(output.split()[-1]) / JOBS


def run_cells(course: str, assignment: str) -> None:
    """Run every code cell of every submission as in a notebook, tests included, and print the processor time."""
    import contextlib
    import io
    from time import process_time

    from mbcourse.grading.confined import student

    for package in ("numpy", "matplotlib.pyplot", "mbcourse.plots", "mbcourse.checks", "torch"):
        __import__(package)
    student.prepare()
    used = 0.0
    tests = {key: source for key, (source, _) in corpus.Source(assignment).tests().items()}
    for path in sorted(Path(course, "submitted").glob(f"*/{assignment}/{assignment}.ipynb")):
        cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        sources = [tests.get(cell.metadata.get("nbgrader", {}).get("grade_id"), cell.source) for cell in cells]
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            began = process_time()
            for source in sources:
                student._run(source)
            used += process_time() - began
    print(used)


class Otter:
    """otter-grader in its own environment, with the same tests in its format; also a context manager."""

    def __init__(self, assignment: str) -> None:
        self._folder = tempfile.TemporaryDirectory()
        root = self.root = Path(self._folder.name)
        venv.create(root / "venv", with_pip=True)
        self._python = root / "venv" / "bin" / "python"
        constraints = (ROOT / "constraints.txt").read_text("utf-8")
        ours = [
            line
            for line in constraints.splitlines()
            if line.startswith(("numpy==", "matplotlib==", "torch==", "scikit-learn=="))
        ]
        self._run("-m", "pip", "install", "-qq", "otter-grader==7.0.0", "ipykernel", *ours, str(ROOT))
        (root / "tests").mkdir()
        for key, (source, points) in corpus.Source(assignment).tests().items():
            (root / "tests" / f"{key}.py").write_text(_as_otter(key, source, points), "utf-8")
        self._run(
            "-m", "otter", "generate", "-t", str(root / "tests"), "-o", str(root / "autograder.zip"), "--no-environment"
        )

    def __call__(self, course: Path, assignment: str) -> float:
        """Grade with ``otter.api.grade_submission``, one submission after the other in one process."""
        submitted = self.root / "submitted"
        shutil.rmtree(submitted, ignore_errors=True)
        submitted.mkdir()
        for path in sorted(Path(course, "submitted").glob(f"*/{assignment}/{assignment}.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            tests = corpus.Source(assignment).tests()
            notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") not in tests]
            nbformat.write(notebook, submitted / f"{path.parts[-3]}.ipynb")
        began = perf_counter()
        output = self._run("-c", GRADE_ALL, str(submitted), str(self.root / "autograder.zip"))
        seconds = perf_counter() - began
        self.scores = json.loads(output.splitlines()[-1])
        return seconds

    def _run(self, *command: str) -> str:
        run = subprocess.run([self._python, *command], cwd=self.root, env=environment(), capture_output=True, text=True)
        if run.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{run.stdout[-3000:]}\n{run.stderr[-3000:]}")
        return run.stdout

    def __enter__(self) -> "Otter":
        return self

    def __exit__(self, *error: object) -> None:
        self._folder.cleanup()


GRADE_ALL = """
import json, sys
from pathlib import Path
from otter.api import grade_submission

scores = {}
for path in sorted(Path(sys.argv[1]).glob("*.ipynb")):
    scores[path.stem] = grade_submission(str(path), sys.argv[2], quiet=True).total
print(json.dumps(scores))
"""


def _as_otter(key: str, source: str, points: float) -> str:
    """Write a test cell as one of otter's exception-based test files."""
    body = textwrap.indent(f"exec({source!r}, dict(env))", "    ")
    return (
        "from otter.test_files import test_case\n\n"
        f"OK_FORMAT = False\nname = {key!r}\npoints = {points}\n\n\n"
        f"@test_case(points={points}, hidden=True)\ndef test_it(env):\n{body}\n"
    )


def _timed(command: list[object], course: Path) -> float:
    began = perf_counter()
    run = subprocess.run(command, cwd=course, env=environment(), capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"{command}: status {run.returncode}\n{run.stderr[-3000:]}")
    return perf_counter() - began
