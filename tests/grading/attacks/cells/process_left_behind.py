"""Leave a process behind that goes on after grading: a session of its own, its parent gone."""

# %% own
import os
import subprocess
import sys

from outside import MARK

if not os.fork():
    os.setsid()
    if not os.fork():
        subprocess.Popen([sys.executable, "-c", f"import time; time.sleep(900)  # {MARK}"], start_new_session=True)
    os._exit(0)
