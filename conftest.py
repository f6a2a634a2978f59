"""Comparing notebooks with `pytest --nbval`: a figure is compared by its text form, which says what was plotted."""

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave pictures out: they are stored as SVG, and a kernel that nobody asks for that makes PNG."""
    for notebook in {item.parent for item in items}:
        if hasattr(notebook, "skip_compare"):
            notebook.skip_compare += ("image/svg+xml", "image/png")
