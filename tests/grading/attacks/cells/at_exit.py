"""Change the gradebook, and leave a file, when the kernel is shut down."""

# %% own
import atexit
import sqlite3

from outside import COURSE, MARK


@atexit.register
def late():
    with open(f"{COURSE}/late.txt", "w") as file:
        file.write(MARK)
    with sqlite3.connect(f"{COURSE}/gradebook.db") as database:
        database.execute("UPDATE grade SET auto_score = 0, manual_score = 0")
