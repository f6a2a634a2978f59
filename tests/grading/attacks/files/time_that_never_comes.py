"""Hand in a named pipe in place of the time stamp."""

import os


def change(notebook, folder):
    os.mkfifo(folder / "timestamp.txt")
