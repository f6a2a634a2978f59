"""Slow imports that a submission needs are done before forking."""

import pytest

from mbcourse.grading.workers.prepared import slow_imports


@pytest.mark.parametrize(
    ("texts", "statements"),
    [
        ([], []),
        (["torchlight", "# torch"], []),
        (["x", r"import torch\n"], ["import torch"]),
        (["from torch import optim"], ["import torch", "import torch._dynamo"]),
        (["optim.SGD", "from torch.utils import data"], ["import torch", "import torch._dynamo"]),
    ],
)
def test_slow_imports_are_those_that_a_notebook_needs(texts, statements):
    assert slow_imports(texts) == statements
