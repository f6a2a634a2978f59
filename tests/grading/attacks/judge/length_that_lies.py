"""Announce four gigabytes, and begin to send them."""

# %% own
from outside import actions, channel


def announce(**request):
    channel.sendall(b"\xff" * 1_000_000)


actions["call"] = announce
