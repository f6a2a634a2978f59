"""Hand in a named pipe: whoever reads it waits for ever."""

import os


def change(notebook, folder):
    os.mkfifo(folder / "ps1.ipynb")
    return ""
