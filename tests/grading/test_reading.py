"""The reading of a test calls outside only what plain data can show."""

import pytest

from mbcourse.grading.reading import imports_of, makes_errors, read, reads_of

SAFE = (
    "assert f(3) == 4",
    "assert f(3) is None and f(2) is True",
    "import numpy as np\nassert np.allclose(f(np.arange(3)), [0, 1, 2])",
    "from math import isclose\nassert isclose(f(1), 2, rel_tol=1e-6)",
    "score, n = 0, 0\nfor x in range(3):\n    score += f(x) == x\nscore / 3",
    "assert sorted(f('ab'), key=len)[0].upper() == 'A'",
    "xs = [1, 2]\nassert f(xs, out=3) == [2] and xs == [1, 2]",
)
UNSAFE = (
    "assert f(x) is x",
    "assert isinstance(f(1), int)",
    "assert hasattr(f(1), 'x')",
    "try:\n    f(1)\nexcept ValueError:\n    pass",
    "with open('x') as g:\n    assert g.read() == f(1)",
    "y = f(1)\ny += [2]\nassert f(1) == [1]",
    "y = f(1)\ny[0] = 2",
    "y = f(1)\ny.sort()",
    "import numpy as np\nnp.copyto(f(1), 2)",
    "import numpy as np\nnp.add(1, 2, out=f(1))",
    "import numpy as np\nassert not np.shares_memory(f(1), f(2))",
    "import numpy as np\nnp.seterr(all='raise')\nf(1)",
    "assert f(1).base is None and f(1).flags.owndata",
    "import operator\nassert operator.is_not(f(1), f(1))",
    "from operator import is_not\nassert is_not(f(1), f(1))",
    "row = [1]\ntable = [row]\nf(table)\nassert row == [2]",
    "import inspect\nassert 'for' not in inspect.getsource(f)",
    "assert f(f) == 1",
    "assert f.__doc__",
    "%%time\nassert f(1) == 2",
    "!ls",
    "assert 'f' in globals()",
    "assert await f() == 1",
    "def g(x): return x\nassert f(1) == g(1)",
    "class A: pass\nassert f(1) == 1",
    "f(1)\nassert counter == 1",
)


@pytest.mark.parametrize("source", SAFE)
def test_what_plain_data_show_is_outside(source):
    assert read(source, answered=["f"]).inside == ""


@pytest.mark.parametrize("source", UNSAFE)
def test_what_plain_data_do_not_show_is_inside(source):
    assert read(source, answered=["f", "counter"]).inside


def test_a_name_of_answers_that_other_cells_define_too_is_inside():
    assert read("assert n == 1", given=["n"], answered=["n"]).inside
    assert read("assert max(xs) == 1", answered=["xs", "max"]).inside
    assert read("assert max(xs) == 1", answered=["xs"]).inside == ""


def test_helpers_are_not_looked_into():
    assert read("assert close(f(1), 2)", given=["close"], answered=["f"], helpers=["close"]).inside


def test_functions_handed_to_the_checks_alone_are_checked():
    assert read("checks.values(f)", given=["checks"], answered=["f"]).checked
    assert not read("checks.values(f)\nassert f(1)", given=["checks"], answered=["f"]).checked


def test_a_cell_reads_what_it_has_not_defined_itself():
    assert reads_of("x = y\nfor z in x:\n    print(z, w)") == {"y", "w"}


def test_imports_are_known_by_what_they_stand_for():
    assert imports_of("import numpy as np\nimport os.path\nfrom math import pi as p") == {
        "np": "numpy",
        "os": "os",
        "p": "math.pi",
    }


def test_only_errors_made_of_warnings_are_seen():
    assert makes_errors("import warnings\nwarnings.filterwarnings('error')")
    assert not makes_errors("import warnings\nwarnings.filterwarnings('ignore')")
