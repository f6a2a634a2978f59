"""Reach the system through the magics of cells."""

# %% own
from IPython import get_ipython
from outside import COURSE, MARK

shell = get_ipython()
for line in (
    f"!echo {MARK} >> {COURSE}/magic.txt",
    f"!cat {COURSE}/submitted/ada/ps1/ps1.ipynb",
    "%cd /",
    "!kill -9 $PPID",
):
    shell.run_cell(line)
shell.run_cell(f"%%bash\necho {MARK} > {COURSE}/bash.txt")
shell.run_cell(f"%%writefile {COURSE}/submitted/zoe/ps1/ps1.ipynb\n{MARK}")
shell.run_cell("%config InteractiveShell.autocall = 2")
