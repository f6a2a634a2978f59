"""Small assignments of one feature each: right answers get all points and wrong ones do not, as under nbgrader."""

from collections import Counter
from dataclasses import asdict

import pytest

from mbcourse.grading.assignments import from_source
from mbcourse.grading.outcome import INSIDE, OUTSIDE
from mbcourse.grading.placement import AUTO, place
from mbcourse.grading.workers.prepared import FIRST, LAST
from mbcourse.grading.workers.task import Options, Task, do
from mbcourse.warm.forkserver import ForkServer
from tests.exercises.course import Course
from tests.grading import features
from tests.grading.features import effects, functions, libraries, notebooks, objects
from tests.warm.provisioners import provisioned

# nbgrader's own, when it first meets a student.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")

FEATURES = {
    name: feature
    for module in (functions, effects, objects, libraries, notebooks)
    for name, feature in module.FEATURES.items()
}
STUDENTS = (features.RIGHT, features.WRONG)
SLOW = ("pandas", "sklearn", "sympy", "torch", "scipy", "pytest")  # imported once by the proof, left out of the sample
SAMPLE = [name for name, feature in FEATURES.items() if not any(each in str(feature) for each in SLOW)][4::32]


@pytest.fixture(scope="module")
def server():
    """A server that has imported what features import, as a run's server has."""
    with ForkServer([*FIRST, "pandas", "sklearn.linear_model", "sympy", "torch", "pytest", *LAST]) as server:
        yield server


def write_source(folder, feature):
    """Put the instructor's notebook and its files into an assignment's folder; return the notebook's path."""
    folder.mkdir(parents=True)
    for name, content in features.FILES.items():
        (folder / name).write_text(content)
    path = folder / f"{folder.name}.ipynb"
    path.write_text(feature.notebook(features.REFERENCE))
    return path


def judged(feature, folder, server):
    """Where each test is judged, and whether the right and the wrong student get all points."""
    released = from_source(write_source(folder, feature))

    def grade(text, placements):
        placed = {name: asdict(placement) for name, placement in placements.items()}
        return do(Task(text, released.to_json(), Options(), {}, placed), server)

    placements = place(released, feature.notebook(features.REFERENCE), AUTO, lambda *task: lambda: grade(*task))
    results = [grade(feature.notebook(student), placements) for student in STUDENTS]
    places = Counter(placement.where for placement in placements.values())
    return places, tuple(result.score == result.points for result in results)


def under_stock(feature, root):
    """Whether the two students get all points under nbgrader's own autograder."""
    root.mkdir()
    (root / "nbgrader_config.py").write_text("c = get_config()\n")
    write_source(root / "source" / "a1", feature)
    course = Course(root)
    course.release("a1")
    for student in STUDENTS:
        folder = course.submitted("a1", student)
        for name, content in features.FILES.items():
            (folder / name).write_text(content)
        (folder / "a1.ipynb").write_text(feature.notebook(student))
    with provisioned("warm"):  # a cold kernel does the same, in ten times the time
        course.autograde_all("a1")
    full = []
    with course.api.gradebook as gradebook:
        for student in STUDENTS:
            (notebook,) = gradebook.find_submission("a1", student).notebooks
            by_test = [grade for grade in notebook.grades if grade.auto_score is not None]
            full.append(sum(g.auto_score for g in by_test) == sum(g.max_score for g in by_test))
    return tuple(full)


def faults(names, folder, server):
    """The features that are not marked rightly, or not at their place; and how many tests are judged where."""
    wrong, all_places = {}, Counter()
    for number, name in enumerate(names):
        places, full = judged(FEATURES[name], folder / f"f{number}", server)
        all_places += places
        if (
            full != features.FULL
            or places.keys() - {OUTSIDE, INSIDE}
            or (FEATURES[name].where not in (INSIDE, *places))
        ):
            wrong[name] = full, dict(places)
    return wrong, all_places


def stock_differs(names, folder):
    """The features that nbgrader's own autograder does not mark as they say."""
    found = {name: under_stock(FEATURES[name], folder / f"stock{n}") for n, name in enumerate(names)}
    return {name: full for name, full in found.items() if full != FEATURES[name].stock}


def test_right_answers_get_all_points_and_wrong_ones_do_not(tmp_path, sandbox_setup):
    wrong, _ = faults(SAMPLE, tmp_path, sandbox_setup.server)
    assert wrong == {}


@pytest.mark.prove
def test_every_right_answer_gets_all_points_and_every_wrong_one_does_not(tmp_path, server, capsys):
    wrong, places = faults(FEATURES, tmp_path, server)
    with capsys.disabled():
        print(f"\n{len(FEATURES)} features: {places[OUTSIDE]} tests judged outside, {places[INSIDE]} inside")
    assert wrong == {}


@pytest.mark.prove
def test_stock_nbgrader_marks_every_one_as_it_says(tmp_path):
    assert stock_differs(FEATURES, tmp_path) == {}
