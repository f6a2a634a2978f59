"""What the public checks accept, what they refuse, and what they say, on a question made for these tests."""

import random
import sys

import numpy as np
import pytest
from matplotlib.figure import Figure

from mbcourse import checks
from mbcourse.checks import compare
from mbcourse.checks.assignment import Assignment
from mbcourse.checks.question import SECRET, WIDTH, ByHand, Question

DATA = {
    "asks": "scaled(x, k)",
    "page": "Chapter 1, Scaling",
    "cases": [
        {"part": "values", "arguments": [[1.0, 2.0], 3.0], "expected": [3.0, 6.0]},
        {"part": "sense", "arguments": [[1.0, -1.0], 2.0], "expected": [2.0, -2.0], "how": "parallel"},
        {"part": "kept", "arguments": [[4.0], 0.5], "expected": [2.0], "kept": True},
    ],
    "mistakes": [
        {"hint": "k is added.", "page": "Chapter 2, Sums", "outputs": [[4.0, 5.0], [3.0, 1.0], [4.5]]},
        {"hint": "The sign is lost.", "page": "Chapter 1, Scaling", "outputs": [[3.0, 6.0], [1.0, 1.0], [2.0]]},
    ],
}
DRAWN = "(and others with other random numbers: something is drawn at random)"
CHANGES = "(and others at the next call: something is drawn at random, or kept from the call before)"
NOTHING = "returns None; it has to end with return and the result"
QUESTION = Question.from_data("ps0", "q1", 1, DATA)


def refusal(function, part=None, question=QUESTION):
    """The message with which a question refuses a function, its wrapped lines joined."""
    with pytest.raises(checks.CheckFailed) as failed:
        question.check(function, part)
    assert max(map(len, str(failed.value).splitlines())) <= WIDTH
    return " ".join(str(failed.value).split())


class Tensor:
    """What the checks need of a tensor, so that torch need not be there."""

    def __init__(self, values):
        self.values = values

    def detach(self):
        return self

    def cpu(self):
        return self.values


@pytest.mark.parametrize(
    "returned",
    [
        lambda x, k: k * x,
        lambda values, factor: [factor * value for value in values],
        lambda x, k: tuple(k * x),
        lambda x, k: (k * x).astype(np.float32),
        lambda x, k: Tensor(k * x),
        lambda x, k: [Tensor(k * value) for value in x],
    ],
    ids=["array", "list", "tuple", "float32", "tensor", "list of tensors"],
)
def test_right_answers_of_any_kind_pass(returned):
    assert QUESTION.check(returned) is None


def test_calling_a_question_says_that_it_passes(capsys):
    assert QUESTION(lambda x, k: k * x, "values") is None
    assert capsys.readouterr().out == "Question 1, scaled(x, k): passes the public check (values)\n"


def test_one_part_can_be_checked_alone():
    assert QUESTION.parts == ["values", "sense", "kept"]
    right_sense = lambda x, k: 7 * x  # noqa: E731
    QUESTION.check(right_sense, "sense")
    assert "wrong values" in refusal(right_sense, "values")
    with pytest.raises(ValueError, match=r"no part 'size'; its parts are \['values', 'sense', 'kept'\]"):
        QUESTION.check(right_sense, "size")


def test_a_known_mistake_is_named_with_its_page():
    assert refusal(lambda x, k: x + k) == "Question 1, scaled(x, k): k is added. Read: Chapter 2, Sums."


def test_a_mistake_is_known_by_the_comparison_of_its_case():
    assert "The sign is lost." in refusal(lambda x, k: k * np.abs(x), "sense")


def test_a_mistake_is_named_only_where_it_explains_every_public_case():
    like_it_at_first = lambda x, k: x + k if len(x) == 2 else x - k  # noqa: E731
    assert refusal(like_it_at_first).startswith("Question 1, scaled(x, k): wrong values, for x = [1., 2.], k = 3.")


def test_of_two_mistakes_that_explain_everything_neither_is_named():
    twin = DATA["mistakes"][0] | {"hint": "k is counted from zero."}
    question = Question.from_data("ps0", "q1", 1, DATA | {"mistakes": [*DATA["mistakes"], twin]})
    assert "wrong values" in refusal(lambda x, k: x + k, question=question)


def test_a_mistake_that_raises_is_known_by_its_exception_for_inputs_of_any_size():
    outputs = [{"raised": "IndexError: no axis #"}, {"raised": "IndexError: no axis #"}, [2.0]]
    known = DATA | {
        "mistakes": [*DATA["mistakes"], {"hint": "x has one axis.", "page": "Chapter 2", "outputs": outputs}]
    }

    def raising(error):
        def scaled(x, k):
            if len(x) > 1:
                raise error
            return k * x

        return refusal(scaled, question=Question.from_data("ps0", "q1", 1, known))

    assert raising(IndexError("no axis 7.")).startswith(
        "Question 1, scaled(x, k): x has one axis. Read: Chapter 2. What happened: in line "
    )
    assert raising(IndexError("another")).endswith("IndexError: another. Read: Chapter 1, Scaling.")


def test_a_mistake_that_returns_no_numbers_is_known_by_what_is_said_of_it():
    outputs = [{"raised": "the function returns a str, which is neither a number nor an array of numbers"}] * 3
    mistake = {"hint": "The units are no number.", "page": "Chapter 2", "outputs": outputs}
    known = Question.from_data("ps0", "q1", 1, DATA | {"mistakes": [*DATA["mistakes"], mistake]})
    assert "The units are no number. Read: Chapter 2. What happened: the function returns a str" in refusal(
        lambda x, k: f"{k * x} cm", question=known
    )
    assert "units" not in refusal(lambda x, k: None, question=known)
    assert "units" not in refusal(lambda x, k: "cm" if len(x) == 2 else None, question=known)


@pytest.mark.parametrize(
    ("function", "words"),
    [
        (lambda x, k: -k * x, "every number has the opposite sign"),
        (lambda x, k: len(x) * k * x, "every number is n times as large as it has to be"),
        (lambda x, k: (k * x)[:, None], "the numbers are right, their shape is not"),
        (lambda x, k: k * x + 1, "every number is too large by 1"),
        (lambda x, k: [*(k * x), 7.0], "there is one too many at the end"),
    ],
)
def test_a_relation_that_holds_for_every_public_result_is_named_beside_the_values(function, words):
    assert f"{words}" in refusal(function)
    but_once = lambda x, k: k * x + 9 if len(x) == 1 else function(x, k)  # noqa: E731
    assert f"{words}" not in refusal(but_once)


def test_an_unforeseen_mistake_shows_input_and_both_results():
    assert refusal(lambda x, k: k * x + 2) == (
        "Question 1, scaled(x, k): wrong values, for x = [1., 2.], k = 3. "
        "got [5., 8.] expected [3., 6.] Read: Chapter 1, Scaling."
    )


def test_a_result_that_changes_from_call_to_call_is_told_apart():
    rng = np.random.default_rng(0)
    assert CHANGES in refusal(lambda x, k: k * rng.permutation(9))
    assert "random" not in refusal(lambda x, k: x * np.nan)  # which is equal to no other


def test_what_is_kept_from_the_call_before_is_told_and_is_not_called_drawn():
    kept = []

    def function(x, k):
        kept.append(k)
        return x * sum(kept) + 1

    assert CHANGES in refusal(function)


def with_the_global_seed(x, k):
    np.random.seed(3)  # noqa: NPY002
    return k * x + np.random.normal(size=len(x))  # noqa: NPY002


def with_pythons_seed(x, k):
    random.seed(3)
    return k * x + random.random()


@pytest.mark.parametrize(
    "function",
    [
        lambda x, k: k * x + np.random.default_rng(3).normal(size=len(x)),
        lambda x, k: k * x + np.random.default_rng(seed=3).normal(size=len(x)),
        with_the_global_seed,
        with_pythons_seed,
    ],
    ids=["default_rng", "seed by name", "NumPy's global seed", "Python's seed"],
)
def test_what_is_drawn_at_random_with_a_fixed_seed_is_told_too(function):
    assert DRAWN in refusal(function)
    assert np.array_equal(function(np.ones(2), 1.0), function(np.ones(2), 1.0))  # seeds have their effect again


@pytest.mark.parametrize(
    ("function", "draw"),
    [(with_the_global_seed, np.random.random), (with_pythons_seed, random.random)],
    ids=["NumPy", "Python"],
)
def test_after_a_check_shared_generators_go_on_from_the_seed_of_the_function(function, draw):
    refusal(function)
    after = draw()
    function(np.ones(1), 1.0)
    assert after == draw()


def test_a_wrong_result_to_which_random_numbers_make_no_difference_is_not_called_drawn():
    assert DRAWN not in refusal(lambda x, k: k * x + 2 + 0 * np.random.default_rng(3).normal())


def test_what_a_list_of_numbers_seeds_belongs_to_the_question_and_is_not_called_drawn():
    assert "random" not in refusal(lambda x, k: k * x + np.random.default_rng([3, 1]).normal())


def test_of_a_long_result_the_first_difference_is_shown():
    table = np.arange(40.0).reshape(20, 2)
    case = {"part": "a", "arguments": [20], "expected": table.tolist()}
    question = Question.from_data("ps0", "q2", 1, {"asks": "table(n)", "page": "p", "cases": [case], "mistakes": []})
    wrong = table.copy()
    wrong[17] += 0.5
    assert refusal(lambda n: wrong, question=question) == (
        "Question 2, table(n): wrong values, first at [17], for n = 20 got [34.5, 35.5] expected [34., 35.] Read: p."
    )


@pytest.mark.parametrize(
    ("function", "parts"),
    [
        (lambda x, k: x + k, {"problem": "k is added.", "page": "Chapter 2, Sums"}),
        (
            lambda x, k: k * x + 2,
            {
                "problem": "wrong values, for x = [1., 2.], k = 3.",
                "got": "[5., 8.]",
                "expected": "[3., 6.]",
                "page": "Chapter 1, Scaling",
            },
        ),
        (lambda x, k: None, {"problem": f"the function {NOTHING}.", "page": "Chapter 1, Scaling"}),
    ],
    ids=["known mistake", "unforeseen", "nothing to compare"],
)
def test_a_refusal_holds_its_parts_as_data(function, parts):
    with pytest.raises(checks.CheckFailed) as failed:
        QUESTION.check(function)
    titled = parts | {"problem": f"Question 1, scaled(x, k): {parts['problem']}"}
    assert failed.value.hint == checks.Hint(**titled)


@pytest.mark.parametrize(
    ("function", "phrase"),
    [
        (lambda x, k: None, NOTHING),
        (lambda x, k: print(k * x), "prints its result; it has to return it"),
        (lambda x, k: "3, 6", "returns a str, which is neither a number nor an array of numbers"),
        (lambda x, k: {"w": 3}, "returns a dict"),
        (lambda x, k: (value for value in x), "returns a generator"),
        (lambda x, k: [[1.0], [1.0, 2.0]], "returns a list"),
        (lambda x, k: x > 0, "returns an array of bool"),
        (lambda x, k: k * x + 0j, "returns an array of complex128"),
        (lambda x, k: x * np.nan, "NaN or infinity in the result"),
        (
            lambda x, k: (k * x).reshape(-1, 1),
            "wrong shape (2, 1), expected shape (2,) (the numbers are right, their shape is not, in all",
        ),
        (lambda x: x, "TypeError"),
        (np.ones(2), "needs the function itself, but got an array of float64"),
    ],
)
def test_what_gives_no_result_to_compare_is_said_in_words(function, phrase):
    assert phrase in refusal(function)


def test_an_exception_is_reported_with_the_students_line():
    def scaled(x, k):
        return k * undefined  # noqa: F821

    line = scaled.__code__.co_firstlineno + 1
    said = refusal(scaled)
    assert f"in line {line} of its cell, 'return k * undefined" in said
    assert "stopped with NameError: name 'undefined' is not defined" in said


def test_the_line_is_the_students_when_a_library_raises():
    def scaled(x, k):
        return np.linalg.inv(x)

    assert "'return np.linalg.inv(x)'" in refusal(scaled)


def test_leaving_the_interpreter_is_a_failure_like_others():
    assert "SystemExit" in refusal(lambda x, k: sys.exit(0))


def test_an_untouched_question_is_told_apart():
    def scaled(x, k):
        raise NotImplementedError("your answer here")

    with pytest.raises(checks.NoAnswerYet, match="there is no answer yet"):
        QUESTION(scaled)


def test_arguments_are_looked_at_where_the_case_says_so():
    def scaled(x, k):
        x *= k
        return x

    QUESTION.check(scaled, "values")
    assert "changes an argument in place" in refusal(scaled, "kept")
    QUESTION.check(lambda x, k: k * x)  # the cases themselves were not changed


def test_a_check_writes_nothing_to_stderr(capfd):
    def scaled(x, k):
        np.float64(1) / np.float64(0)
        return k * x

    QUESTION.check(scaled)
    assert capfd.readouterr().err == ""


def test_a_number_may_come_in_brackets():
    number = {"asks": "f()", "page": "p", "cases": [{"part": "a", "arguments": [], "expected": 2.0}], "mistakes": []}
    question = Question.from_data("ps0", "q2", 1, number)
    for two in (2, 2.0, np.array([2.0]), [[2.0]]):
        question.check(lambda two=two: two)
    with pytest.raises(checks.CheckFailed, match="wrong shape"):
        question.check(lambda: [2.0, 2.0])


def test_a_hidden_test_shows_no_value():
    with pytest.raises(checks.CheckFailed) as failed:
        QUESTION.expect(lambda x, k: x, (np.array([1.25]), 9.5), [11.875], "one fresh example")
    assert str(failed.value) == (
        "Question 1, scaled(x, k): right on the public examples, wrong on others: one\n"
        "fresh example.\n"
        "Read: Chapter 1, Scaling."
    )
    QUESTION.expect(lambda x, k: k * x, (np.array([1.25]), 9.5), [11.875], "one fresh example")
    QUESTION.expect(lambda x, k: x, (np.array([1.25]), 9.5), [11.875], "its direction", how="parallel")


def test_a_mistake_that_gives_no_finite_numbers_is_known_by_that():
    mistakes = [{"hint": "It divides by zero.", "page": "p", "outputs": ["nan", "nan", "nan"]}]
    question = Question.from_data("ps0", "q1", 1, DATA | {"mistakes": mistakes})
    for no_number in (np.nan, np.inf):
        assert "It divides by zero." in refusal(lambda x, k, times=no_number: x * times, "values", question)
    assert "wrong values" in refusal(lambda x, k: x, "values", question)
    assert "NaN or infinity in the result" in refusal(lambda x, k: x * (np.nan if len(x) > 1 else 1), None, question)


def test_nan_never_passes_a_hidden_test():
    for how in compare.COMPARISONS:
        with pytest.raises(checks.CheckFailed):
            QUESTION.expect(lambda: np.full((2, 2), np.nan), (), np.full((2, 2), np.nan), "nothing", how=how)


def test_a_notebook_shows_the_message_alone():
    assert checks.CheckFailed("text")._render_traceback_() == ["text"]


def test_fresh_inputs_depend_on_version_question_and_secret(monkeypatch):
    monkeypatch.delenv(SECRET, raising=False)

    def first(key="q1", version=1):
        return Question.from_data("ps0", key, version, DATA).generator().random()

    draws = {first(), first(key="q2"), first(version=2)}
    assert first() in draws
    monkeypatch.setenv(SECRET, "another course")
    draws.add(first())
    assert len(draws) == 4


@pytest.mark.parametrize(
    ("how", "got", "agrees"),
    [
        ("equal", [1.0, 2.00001], True),
        ("equal", [1.0, 2.001], False),
        ("equal", [[1.0, 2.0]], False),
        ("parallel", [10.0, 20.0], True),
        ("parallel", [-1.0, -2.0], False),
        ("parallel", [0.0, 0.0], False),
        ("parallel", [1.0, np.inf], False),
    ],
)
def test_comparisons_with_one_and_two(how, got, agrees):
    assert compare.COMPARISONS[how](np.array(got), np.array([1.0, 2.0])) is agrees


def test_rows_may_lack_the_first_or_the_last():
    path = np.arange(10.0).reshape(5, 2)
    assert compare.rows(path, path)
    assert compare.rows(path[1:], path)
    assert compare.rows(path[:-1], path)
    for wrong in (path[1:-1], path[::-1], path[[0, 1, 1, 2, 3]], np.vstack([path, path[:1]]), path.ravel()):
        assert not compare.rows(wrong, path)


def test_remaining_lists_each_question(capsys):
    other = Question.from_data("ps0", "q10", 1, DATA | {"asks": "other(x, k)"})
    by_hand = (ByHand("q2", "figure", "figure"), ByHand("q3", "written answer", None))
    assignment = Assignment("ps0", 1, (QUESTION, other), by_hand)

    assignment.remaining({"scaled": lambda x, k: k * x, "other": lambda x, k: x})
    assert capsys.readouterr().out.splitlines() == [
        "q1   scaled                 passes its public check",
        "q2   figure                 no variable is named figure",
        "q3   written answer         a text, not seen from here",
        "q10  other                  fails its public check",
        "Still to do in code: q2, q10.",
        "This looked at the names as they are now. The command mbcourse check ps0.ipynb",
        "looks at each answer where its tests stand, as grading does, and at q3 too.",
    ]
    assignment.remaining({"scaled": lambda x, k: k * x, "other": lambda x, k: k * x, "figure": Figure()})
    assert "q2   figure                 figure is empty, it has no lines yet\n" in capsys.readouterr().out
    assignment.remaining({"scaled": lambda x, k: k * x, "other": lambda x, k: k * x, "figure": None})  # as plt.show()
    assert (
        "q2   figure                 figure is None: do not assign to it again once it is made"
        in capsys.readouterr().out
    )
    drawn = Figure()
    drawn.subplots().plot([1, 2])
    assignment.remaining({"scaled": lambda x, k: k * x, "other": lambda x, k: k * x, "figure": drawn})
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "Nothing is left to do in code.",
        "This looked at the names as they are now. The command mbcourse check ps0.ipynb",
        "looks at each answer where its tests stand, as grading does, and at q3 too.",
    ]


def test_remaining_says_nothing_of_texts_where_there_are_none(capsys):
    Assignment("ps0", 1, (QUESTION,), ()).remaining({"scaled": lambda x, k: k * x})
    _, *said = capsys.readouterr().out.splitlines()
    assert said == [
        "Nothing is left to do in code.",
        "This looked at the names as they are now. The command mbcourse check ps0.ipynb",
        "looks at each answer where its tests stand, as grading does.",
    ]


def test_assignments_are_attributes():
    assert "ps1" in checks.assignments()
    assert checks.ps1.q2.asks == "weighted_loss(x, y, c, w, h)"
    assert checks.ps1 is checks.ps1
    with pytest.raises(AttributeError, match="no assignment 'ps99'"):
        _ = checks.ps99
    with pytest.raises(AttributeError, match="ps1 has no question 'q99'"):
        _ = checks.ps1.q99
