"""Reach out of the work folder: links to other files, names with .., devices, a new root."""

# %% own
import os

from outside import COURSE, MARK

for name, target in (("link", f"{COURSE}/submitted/ada/ps1/ps1.ipynb"), ("folder", COURSE), ("up", "../../../..")):
    try:
        os.symlink(target, name)
        os.link(target, f"hard-{name}")
    except OSError:
        pass
for path in ("link", "folder/gradebook.db", "up" + COURSE + "/submitted/ada/ps1/ps1.ipynb", "../../ada/ps1/ps1.ipynb"):
    try:
        with open(path, "r+b") as file:
            print(file.read())
            file.write(MARK.encode())
    except OSError:
        pass
for action in (lambda: os.mknod("disk", 0o60777, os.makedev(254, 0)), lambda: os.chroot("."), lambda: os.setuid(0)):
    try:
        action()
    except OSError:
        pass
