"""Hand in a link in place of the time stamp: its content would be copied beside the marked notebook."""

import os


def change(notebook, folder):
    os.symlink("../../ada/ps1/ps1.ipynb", folder / "timestamp.txt")
