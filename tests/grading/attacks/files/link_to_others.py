"""Hand in a link to what somebody else handed in."""

import os


def change(notebook, folder):
    os.symlink("../../ada/ps1/ps1.ipynb", folder / "ps1.ipynb")
    return ""
