"""Fill the disk. (It stops at 250 MB, for the sake of whoever tries this without limits.)"""

# %% own
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
written = 0
try:
    for number in range(25):
        with open(f"part{number}", "wb") as file:
            written += file.write(os.urandom(10_000_000))
except OSError:
    pass
if written > 200_000_000:
    print("took: 250 MB of the disk")
