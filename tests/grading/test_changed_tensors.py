"""A tensor that a function has changed in the student's process is changed on the grader's side too."""

import pytest
import torch

from mbcourse.grading.confined.values import change


@pytest.mark.parametrize("wrapped", [lambda t: t, lambda t: [t], lambda t: {"w": t}, lambda t: (t, {"b": [t]})])
def test_numbers_are_copied_into_the_tensor_that_the_test_holds(wrapped):
    tensor = torch.zeros(2, dtype=torch.float64)
    change(wrapped(tensor), wrapped(torch.tensor([1.0, 2.0], dtype=torch.float64)), True)
    assert tensor.tolist() == [1.0, 2.0] and not tensor.requires_grad


def test_whether_it_requires_a_gradient_comes_along():
    tensor = torch.zeros(2)
    change([tensor], [torch.ones(2, requires_grad=True)], True)
    assert tensor.requires_grad and tensor.tolist() == [1.0, 1.0]
    change([tensor], [torch.zeros(2)], True)
    assert not tensor.requires_grad and tensor.tolist() == [0.0, 0.0]


def test_a_tensor_of_another_shape_takes_its_place_in_a_list_alone():
    tensor = torch.zeros(2)
    held = [tensor]
    change(held, [torch.ones(3)], True)
    change(tensor, torch.ones(3), True)
    assert held[0].tolist() == [1.0, 1.0, 1.0] and tensor.tolist() == [0.0, 0.0]


def test_nothing_changes_where_the_test_does_not_look():
    tensor = torch.zeros(2)
    change(tensor, torch.ones(2), False)
    assert tensor.tolist() == [0.0, 0.0]
