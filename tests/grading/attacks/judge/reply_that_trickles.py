"""Answer a byte at a time, so that there is always something to read."""

# %% own
import struct
import time

from outside import actions, channel

honest = actions["call"]


def trickle(name, **request):
    if name != "predict":
        return honest(name, **request)
    channel.sendall(struct.pack(">I", 1_000_000))
    while True:
        try:
            channel.sendall(b" ")
            time.sleep(0.01)
        except KeyboardInterrupt:
            pass


actions["call"] = trickle
