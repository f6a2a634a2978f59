"""No attack gets a point, takes one from others, reads or writes outside its sandbox, or keeps a run from finishing."""

import json
import re
import tracemalloc
import zipfile
from contextlib import suppress

import pytest

from mbcourse.grading import collecting
from mbcourse.grading.confined import plain
from mbcourse.grading.course import Course, CourseError
from mbcourse.grading.outcome import FAILED, INSIDE, OUTSIDE, PASSED
from mbcourse.grading.placement import AUTO
from mbcourse.grading.run import run as start
from mbcourse.grading.workers.task import Options

from . import make_attacks, ours, place, stock, tiny
from .attacking import ATTACKS, attacks
from .place import OTHERS, PS, Place

SAFETY = make_attacks.LIST.parents[1] / "teach-safety.md"
GRADED = attacks("cells", "judge", "files")
# What must get no points inside either; then others that are quick, of each kind.
CAUGHT = ("ast_transformer", "result_before_the_error", "run_cell_patched", "success_forged", "system_exit")
SAMPLE = (
    *CAUGHT,
    *("all_processes_stopped", "audit_hook", "channel_used_by_the_copy", "checks_patched", "copy_fills_the_disk"),
    *("copy_made_honest_at_its_fork", "copy_told_by_its_process_id", "fork_bomb", "locked_cells_moved"),
    *("memory_bomb", "repetition_answered", "repetition_counted", "repetition_counted_in_a_file"),
    *("repetition_seen_in_the_source", "tests_replaced"),
)
UNPACKED = 150_000_000  # bytes: collecting needs less memory than this for any zip
MEMORY = 1_500_000_000  # bytes: every process of a run needs less memory than this for any attack


def these_and_all(names):
    """Return the runs that tests look at: of these attacks in `make test`, of all in `make prove`."""
    some = [attack for attack in GRADED if attack.name in names]
    return [pytest.param(some, id="sample"), pytest.param(GRADED, id="all", marks=pytest.mark.prove)]


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A course in which no attack has been handed in yet."""
    folder = tmp_path_factory.mktemp("template") / "course"
    place.make_template(folder)
    return folder


@pytest.fixture(scope="module", params=these_and_all(SAMPLE))
def run(request, tmp_path_factory, template):
    """Attacks, their twins and two others, graded in one run."""
    return ours.run(request.param, template, tmp_path_factory.mktemp("ours"))


@pytest.fixture(scope="module", params=these_and_all(CAUGHT))
def inside(request, tmp_path_factory, template):
    """The same, judged inside; of the sample those that are caught there too."""
    return ours.run(request.param, template, tmp_path_factory.mktemp("inside"), INSIDE)


def test_the_sample_is_of_attacks():
    assert {*SAMPLE} <= {attack.name for attack in GRADED}


def test_the_run_ends_well_and_everybody_is_graded(run):
    assert (run.status, run.summary["failed"]) == (0, {})
    assert run.scores.keys() == run.summary["students"].keys()
    assert {name for name, score in run.scores.items() if score is None} == run.summary["waiting"].keys()


def test_each_gets_the_points_of_its_honest_twin_or_waits_for_a_person(run):
    twins = {name: run.scores[twin] for name, twin in run.twins.items()}
    assert {name for name, points in twins.items() if run.scores[name] not in (points, None)} == set()


def test_nobody_is_harmed(run):
    assert run.harm == {}
    assert {name: run.scores[name] for name in OTHERS} == OTHERS


def test_no_process_takes_more_memory_than_the_limits_allow(run):
    assert run.memory < MEMORY


def test_each_gets_what_the_stored_table_says(run):
    stored = {name: make_attacks.stored()[name] for name in run.twins}
    assert make_attacks.honest(run) == {name: row[0] for name, row in stored.items()}
    assert make_attacks.column(run) == {name: row[3] for name, row in stored.items()}


def test_the_stored_table_has_every_attack():
    assert make_attacks.stored().keys() == {attack.name for attack in GRADED}
    assert make_attacks.TABLE.read_text("utf-8") == make_attacks.table(make_attacks.stored()), make_attacks.__doc__


def test_by_default_each_test_is_judged_outside(run):
    assert {placement["where"] for placement in run.summary["judged"][PS].values()} == {OUTSIDE}
    judged = {test["judged"] for both in run.summary["students"].values() for test in both[PS]["tests"].values()}
    assert judged <= {OUTSIDE, ""}  # no test of a file that is not a notebook is run


def test_inside_each_gets_what_the_stored_table_says_and_harms_nobody(inside):
    assert (inside.status, inside.summary["failed"]) == (0, {})
    stored = make_attacks.stored()
    assert make_attacks.column(inside) == {name: stored[name][4] for name in inside.twins}
    assert {kind for kinds in inside.harm.values() for kind in kinds} <= {make_attacks.SEES_TESTS}
    assert {name: inside.scores[name] for name in OTHERS} == OTHERS
    assert inside.memory < MEMORY


@pytest.mark.parametrize("name", CAUGHT)
def test_caught_inside_it_gets_no_points(inside, name):
    assert inside.scores[name] == inside.scores[inside.twins[name]] == 0


def test_the_page_lists_by_name_what_is_caught_inside_and_what_is_not():
    assert make_attacks.LIST.read_text("utf-8") == make_attacks.listed(), make_attacks.__doc__
    assert "```{include} _includes/attacks-inside.md" in SAFETY.read_text("utf-8")


@pytest.mark.prove
@pytest.mark.parametrize("attack", attacks("cells", "files"), ids=lambda attack: attack.name)
def test_the_stored_table_is_that_of_nbgrader(tmp_path, template, attack):
    for column, defaults in enumerate((True, False)):
        folder = tmp_path / f"{defaults}"
        folder.mkdir()
        came = stock.tried(attack, template, folder, defaults)
        points, _, harm = make_attacks.stored()[attack.name][1 + column].partition(", ")
        # Which harm is seen can depend on what happens first.
        assert (make_attacks.shown(came.score), bool(came.harm)) == (points, bool(harm))


@pytest.fixture
def grade_odd(tmp_path, pool):
    """Grade a small course of plain assertions, with an answer that returns what is equal to everything."""
    odd = "class Odd:\n    __eq__ = lambda self, other: True\n\n\ndef double(x):\n    return Odd()"
    tiny.course(tmp_path / "course", {"odd": {"double": odd}})

    def grade(judge):
        summary = start(Course(tmp_path / "course"), tiny.NAME, pool, Options(judge=judge), force=True)
        tests = {test.name: test for test in summary.results["odd"][tiny.NAME].tests}
        return summary, tests["double-number"]

    return grade


def test_what_is_no_plain_data_moves_its_notebook_inside_and_the_summary_names_it(grade_odd):
    summary, test = grade_odd(AUTO)
    assert (test.outcome, test.judged) == (PASSED, INSIDE)  # as in nbgrader itself
    assert summary.moved_inside == {"odd": "double-number: the test asks for __eq__ of an Odd"}


def test_under_judge_outside_it_fails_and_the_hint_names_its_type(grade_odd):
    summary, test = grade_odd(OUTSIDE)
    assert (test.outcome, test.judged, test.score) == (FAILED, OUTSIDE, 0.0)
    assert test.hint.startswith("the test asks for __eq__ of an Odd;")
    assert summary.moved_inside == {}


@pytest.mark.parametrize("name", ["arrays_malformed", "values_malformed"])
def test_each_lie_is_refused_or_read_as_plain_data(name):
    source = (ATTACKS / "judge" / f"{name}.py").read_text("utf-8")
    namespace = {"actions": {}, "number": None}
    exec(re.sub("^from outside .*", "", source, flags=re.MULTILINE), namespace)
    for lie in namespace["values"]:
        with suppress(plain.Malformed):
            assert type(plain.decode(lie)).__module__ in (
                "builtins",
                "numpy",
                "torch",
                "mbcourse.grading.confined.plain",
            ), lie


@pytest.fixture(scope="module")
def zipped(tmp_path_factory, template):
    """The harm that collecting each zip did, and the end of the run that graded what was collected."""
    folder = tmp_path_factory.mktemp("zips")
    with Place(folder / "place", template) as where:
        course, harm, memory = Course(where.course), {}, 0
        for attack in attacks("zips"):
            path = folder / f"{attack.name}.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
                attack.functions(where)["pack"](archive, json.dumps(where.released))
            tracemalloc.start()
            with suppress(CourseError):  # refused as a whole
                collecting.collect(course, PS, path)
            memory = max(memory, tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
            harm[attack.name] = where.harm([])
        status, _, _ = where.run(*ours.GRADE, seconds=ours.SECONDS)
        return harm, status, memory, where.scores(list(OTHERS))


@pytest.mark.parametrize("attack", attacks("zips"), ids=lambda attack: attack.name)
def test_a_zip_is_refused_or_collected_without_harm(zipped, attack):
    assert zipped[0][attack.name] == {}


def test_what_was_collected_from_zips_is_graded(zipped):
    _, status, memory, scores = zipped
    assert (status, scores) == (0, OTHERS)
    assert memory < UNPACKED
