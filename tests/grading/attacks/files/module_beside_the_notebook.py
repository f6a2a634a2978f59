"""Hand in modules called like those that the notebook imports."""

AGREEING = """
from unittest.mock import MagicMock
import sys

sys.modules[__name__] = MagicMock()
"""


def change(notebook, folder):
    for name in ("numpy", "mbcourse", "matplotlib", "importlib", "IPython", "sitecustomize"):
        (folder / f"{name}.py").write_text(AGREEING)
