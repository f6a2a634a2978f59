"""Leave code that later kernels would run: in IPython's profile, in the user's packages, in matplotlib's settings."""

# %% own
import os
import site
import sys
import sysconfig
from pathlib import Path

from outside import COURSE, MARK

places = [
    Path(os.path.expanduser("~"), ".ipython/profile_default/startup/00.py"),
    Path(site.getusersitepackages(), "usercustomize.py"),
    Path(sysconfig.get_path("purelib"), "attack.pth"),
    Path(os.path.expanduser("~"), ".jupyter/nbgrader_config.py"),
    Path(COURSE, "conftest.py"),
    Path(sys.prefix, "etc/attack"),
]
for path in places:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {MARK}\n")
    except OSError:
        pass
