"""Every public function and class has an Examples section, and examples print what they say."""

import doctest
import inspect
import re
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = (ROOT / "book" / "api.rst").read_text()

# Whatever these offer has examples; whatever has examples, here or elsewhere in the package, is run.
PUBLIC_MODULES = [
    "mbcourse",
    "mbcourse.checks",
    "mbcourse.comparison",
    "mbcourse.data_parallel",
    "mbcourse.distributed",
    "mbcourse.grading",
    "mbcourse.grading.course",
    "mbcourse.grading.outcome",
    "mbcourse.grading.results",
    "mbcourse.grading.summary",
    "mbcourse.grading.plugins.exporters",
    "mbcourse.grading.plugins.extractors",
    "mbcourse.memory",
    "mbcourse.optim",
    "mbcourse.playground",
    "mbcourse.plots",
    "mbcourse.schedules",
    "mbcourse.sound",
    "mbcourse.stopping",
    "mbcourse.tables",
    "mbcourse.text",
    "mbcourse.theory",
    "mbcourse.torch_stack",
    "mbcourse.torch_train",
    "mbcourse.tuning",
]


def module_name(file):
    return ".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def public(name):
    """Return the functions and classes of a module that are in its `__all__`, else its own, or in the reference."""
    module = import_module(name)
    own = [key for key, value in vars(module).items() if getattr(value, "__module__", "") == name and key[0] != "_"]
    in_reference = re.findall(rf"^\.\. auto(?:function|class):: {re.escape(name)}\.(\w+)$", REFERENCE, re.MULTILINE)
    values = {key: getattr(module, key) for key in {*getattr(module, "__all__", own), *in_reference}}
    return {key: value for key, value in values.items() if inspect.isroutine(value) or inspect.isclass(value)}


@pytest.mark.parametrize("module", PUBLIC_MODULES)
def test_every_public_function_and_class_has_examples(module):
    found = public(module)
    assert found
    has_examples = re.compile(r"^ *Examples\n *--------\n(.*\n)*? *>>> ", re.MULTILINE)
    assert sorted(key for key, value in found.items() if not has_examples.search(value.__doc__ or "")) == []


@pytest.mark.parametrize(
    "module", sorted(module_name(file) for file in ROOT.glob("mbcourse/**/*.py") if ">>> " in file.read_text())
)
def test_examples_print_what_they_say(module):
    result = doctest.testmod(import_module(module), optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted > 0
    assert result.failed == 0
