"""`import mbcourse` stays light, and its public names are there."""

import subprocess
import sys

import mbcourse


def test_importing_the_package_loads_neither_torch_nor_matplotlib():
    code = "import sys, mbcourse; print(sorted({'torch', 'matplotlib', 'sklearn', 'scipy'} & set(sys.modules)))"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed == "[]\n"


def test_every_public_name_resolves():
    assert all(hasattr(mbcourse, name) for name in [*mbcourse.__all__, *dir(mbcourse)])


def test_an_unknown_name_is_an_attribute_error():
    assert not hasattr(mbcourse, "train_everything")
