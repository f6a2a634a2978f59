"""Start processes, as many as there can be. (It stops at 300, for the sake of whoever tries this without limits.)"""

# %% own
import os
import time

started = 0
try:
    while started < 300:
        if not os.fork():
            time.sleep(2)
            os._exit(0)
        started += 1
except OSError:
    pass
if started > 100:
    print(f"took: {started} processes")
