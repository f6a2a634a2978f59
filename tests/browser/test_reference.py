"""The built reference has every public name of the package, and says of each what it is."""

import dataclasses
import inspect
from importlib import import_module

import pytest

from tests.browser.built import parsed

MODULES = [import_module(f"mbcourse{name}") for name in ("", ".checks", ".playground", ".plots", ".torch_train")]
PUBLIC = {f"{module.__name__}.{name}": getattr(module, name) for module in MODULES for name in module.__all__}
NAMES = [name for name, thing in PUBLIC.items() if not inspect.ismodule(thing)]


@pytest.fixture(scope="module")
def reference(site):
    return parsed(site / "api.html")


@pytest.mark.parametrize("name", NAMES)
def test_public_name_is_there_with_a_sentence_of_its_own(reference, name):
    entry = reference.find("dt", id=name)
    assert entry, "book/api.rst does not name it"
    said = " ".join(entry.find_next_sibling("dd").get_text().split())
    thing = PUBLIC[name]
    of_the_class = "" if inspect.isclass(thing) or inspect.isroutine(thing) else inspect.getdoc(type(thing))
    assert said and said.split(".")[0] not in of_the_class  # a value has no docstring: autodoc shows that of its class


@pytest.mark.parametrize("name", [name for name in NAMES if dataclasses.is_dataclass(PUBLIC[name])])
def test_every_field_of_a_class_is_listed(reference, name):
    entry = reference.find("dt", id=name)
    listed = {strong.get_text() for strong in entry.find_next_sibling("dd").select("strong")}
    public = {field.name for field in dataclasses.fields(PUBLIC[name]) if not field.name.startswith("_")}
    assert public and public <= listed


def test_no_property_has_its_sentence_taken_for_a_type(reference):
    assert [term.get_text() for term in reference.find_all("dt") if term.get_text(strip=True) == "Type:"] == []
