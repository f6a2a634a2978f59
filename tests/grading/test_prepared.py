"""What is imported before forking: what some submission asks for and takes long."""

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
def test_slow_imports_are_those_that_some_notebook_asks_for(texts, statements):
    assert slow_imports(texts) == statements
