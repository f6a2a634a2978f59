"""Questions about tensors and dictionaries: their arguments, whether they changed, and results compared by key."""

import json
import subprocess
import sys

import numpy as np
import pytest
import torch

from exercises.make_checks import case, parameter
from mbcourse import checks
from mbcourse.checks import arguments
from mbcourse.checks.question import Question

CASE = {
    "part": "moves",
    "arguments": [
        {"dict": {"weights": [[1.0, 2.0]], "epoch": 3}},
        {"list": [[0, 2], [1]]},
        [True, False],
        [1.0, None],
        0.5,
    ],
    "expected": [[[0.5, 1.0]], [0, 2, 1], 4],
    "kept": True,
}
WRONG = [[[1.0, 2.0]], [0, 2, 1], 4]
QUESTION = Question.from_data(
    "ps0",
    "q1",
    1,
    {
        "asks": "moved(state, batches, mask, losses, rate)",
        "page": "Chapter 1, Moves",
        "tensors": True,
        "keys": ["weights", "order", "epoch"],
        "cases": [CASE],
        "mistakes": [{"hint": "The rate is missing.", "page": "Chapter 1, Moves", "outputs": [WRONG]}],
    },
)


def moved(state, batches, mask, losses, rate):
    return {"weights": state["weights"] * rate, "order": torch.cat(batches), "epoch": state["epoch"] + 1}


def refusal(function, question=QUESTION):
    """The message with which a question refuses a function, its wrapped lines joined."""
    with pytest.raises(checks.CheckFailed) as failed:
        question.check(function)
    return " ".join(str(failed.value).split())


def test_a_function_gets_tensors_of_the_types_that_its_numbers_have():
    seen = {}

    def look(state, batches, mask, losses, rate):
        seen.update(state=state, batches=batches, mask=mask, losses=losses, rate=rate)
        return moved(state, batches, mask, losses, rate)

    QUESTION.check(look)
    assert seen["state"]["weights"].dtype == seen["losses"].dtype == torch.float64
    assert isinstance(seen["batches"], list) and [batch.dtype for batch in seen["batches"]] == [torch.int64] * 2
    assert seen["mask"].dtype == torch.bool and seen["losses"].isnan().tolist() == [False, True]
    assert (seen["state"]["epoch"], seen["rate"]) == (3, 0.5)


@pytest.mark.parametrize(
    "kind", [lambda t: t.requires_grad_(), lambda t: t.float(), lambda t: t.numpy(), torch.Tensor.tolist]
)
def test_values_may_be_tensors_of_any_kind_arrays_or_lists(kind):
    def answer(*given):
        result = moved(*given)
        return {**result, "weights": kind(result["weights"]), "epoch": torch.tensor(result["epoch"])}

    assert QUESTION.check(answer) is None


def test_the_order_of_the_keys_does_not_matter():
    assert QUESTION.check(lambda *given: dict(reversed(moved(*given).items()))) is None


@pytest.mark.parametrize(
    ("change", "phrase"),
    [
        (lambda result: result["weights"], "returns a Tensor; it has to return a dictionary"),
        (lambda result: {key: result[key] for key in ("weights", "epoch")}, "lacks the key 'order'"),
        (lambda result: {}, "lacks the keys 'weights', 'order', 'epoch'"),
        (lambda result: result | {"seed": 1}, "has the key 'seed', which nothing asks for"),
        (
            lambda result: {"weight" if key == "weights" else key: value for key, value in result.items()},
            "lacks the key 'weights' and has the key 'weight', which nothing asks for",
        ),
        (lambda result: result | {"order": "0 2 1"}, "under the key 'order' the function returns a str"),
        (lambda result: result | {"order": torch.tensor([0, 1, 2])}, "wrong values under the key 'order'"),
        (lambda result: result | {"epoch": 3}, "under the key 'epoch', for state = "),
        (
            lambda result: result | {"order": torch.tensor([0])},
            "wrong shape (1,) under the key 'order', expected shape (3,)",
        ),
        (lambda result: result | {"weights": result["weights"] * 2}, "The rate is missing."),
    ],
)
def test_a_wrong_dictionary_is_told_by_its_key(change, phrase):
    assert phrase in refusal(lambda *given: change(moved(*given)))


def test_a_message_shows_the_arguments():
    message = refusal(lambda *given: moved(*given) | {"epoch": 3})
    assert "state = {'weights': [[1., 2.]], 'epoch': 3}, batches = [[0, 2], [1]], mask = [ True, False]," in message
    assert "losses = [ 1., nan], rate = 0.5 got 3. expected 4." in message


@pytest.mark.parametrize(
    "change",
    [
        lambda state, batches, mask, losses: state["weights"].mul_(2.0),
        lambda state, batches, mask, losses: state.update(epoch=9),
        lambda state, batches, mask, losses: state.update(seed=9),
        lambda state, batches, mask, losses: state.pop("epoch"),
        lambda state, batches, mask, losses: batches.reverse(),
        lambda state, batches, mask, losses: batches[1].add_(1),
        lambda state, batches, mask, losses: batches.pop(),
        lambda state, batches, mask, losses: mask.logical_not_(),
        lambda state, batches, mask, losses: losses.nan_to_num_(),
    ],
)
def test_a_changed_argument_is_found_inside_lists_and_dictionaries_too(change):
    def answer(state, batches, mask, losses, rate):
        result = moved(state, batches, mask, losses, rate)
        change(state, batches, mask, losses)
        return result

    assert "changes an argument in place" in refusal(answer)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda state: state["weights"].requires_grad_(), "changes whether an argument requires a gradient"),
        (lambda state: state["weights"].requires_grad_().sum().backward(), "changes whether an argument requires"),
        (
            lambda state: setattr(state["weights"], "grad", torch.zeros(1, 2).double()),
            "changes the .grad of an argument",
        ),
        (lambda state: state["weights"].add_(1.0).requires_grad_(), "changes an argument in place"),
    ],
)
def test_what_was_changed_of_a_tensor_is_told(change, told):
    def answer(state, batches, mask, losses, rate):
        result = moved(state, batches, mask, losses, rate)
        change(state)
        return result

    assert told in refusal(answer)


def test_hidden_inputs_are_copied_and_arrays_among_them_become_tensors():
    state, batches = {"weights": torch.ones(1, 2, requires_grad=True), "epoch": 0}, [np.array([1]), np.array([0])]
    seen = []

    def answer(state, batches, mask, losses, rate):
        seen.append((state["weights"].requires_grad, batches[0].dtype))
        with torch.no_grad():
            state["weights"].mul_(rate)
        return {"weights": state["weights"], "order": torch.cat(batches), "epoch": 1}

    expected = {"weights": [[0.5, 0.5]], "order": [1, 0], "epoch": 1}
    QUESTION.expect(answer, (state, batches, None, None, 0.5), expected, "ones")
    assert seen == [(True, torch.int64)] and state["weights"].tolist() == [[1.0, 1.0]]
    with pytest.raises(checks.CheckFailed, match="ones"):
        QUESTION.expect(answer, (state, batches, None, None, 0.5), expected | {"order": [0, 1]}, "ones")


def test_arguments_are_written_as_they_are_read():
    given = case("p", {"w": [0.5], "epoch": 2}, ([1, 2], [3, 4]), [True], parameter([0.5]), 0.1)["arguments"]
    data = json.loads(json.dumps([arguments.to_json(value, lambda each: np.asarray(each).tolist()) for value in given]))
    assert data == [{"dict": {"w": [0.5], "epoch": 2}}, {"list": [[1, 2], [3, 4]]}, [True], {"parameter": [0.5]}, 0.1]
    assert arguments.change(arguments.fresh(list(map(arguments.from_json, data)), True), [*given]) == ""


EVALUATED = Question.from_data(
    "ps0",
    "q2",
    1,
    {
        "asks": "total(weights)",
        "page": "Chapter 1, Totals",
        "tensors": True,
        "detached": True,
        "cases": [{"part": "p", "arguments": [{"parameter": [1.0, 2.0]}], "expected": 3.0, "kept": True}],
        "mistakes": [],
    },
)


@pytest.mark.parametrize(
    "right", [lambda w: w.sum().item(), lambda w: w.detach().sum(), lambda w: [w.detach().numpy().sum()]]
)
def test_a_parameter_requires_a_gradient_and_the_result_need_not(right):
    assert EVALUATED.check(lambda weights: right(weights) if weights.requires_grad else None) is None
    EVALUATED.expect(right, (torch.ones(2, requires_grad=True),), 2.0, "ones")


def test_a_result_that_requires_a_gradient_is_refused_where_the_question_says_so():
    for kept in (lambda total: total, lambda total: (0, [total]), lambda total: {"total": total}):
        assert "the result requires a gradient" in refusal(lambda weights, kept=kept: kept(weights.sum()), EVALUATED)
    assert "weights = [1., 2.] (requires a gradient)" in refusal(lambda weights: 4.0, EVALUATED)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda weights: weights.requires_grad_(False), "changes whether an argument requires a gradient"),
        (lambda weights: weights.sum().backward(), "changes the .grad of an argument"),
        (lambda weights: weights.detach().add_(1.0), "changes an argument in place"),
    ],
)
def test_a_parameter_that_changed_is_found(change, told):
    def answer(weights):
        total = weights.sum().item()
        change(weights)
        return total

    assert told in refusal(answer, EVALUATED)


def test_torch_is_loaded_by_nothing_before_a_question_about_tensors_is_asked():
    loads = "import sys; from mbcourse import checks; [getattr(checks, name) for name in checks.assignments()]"
    command = [sys.executable, "-c", f"{loads}; print('torch' in sys.modules)"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "False\n"
