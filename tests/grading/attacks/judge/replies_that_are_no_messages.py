"""Send bytes that are no message: no JSON, a length that lies, JSON nested a million deep, nothing but spaces."""

# %% own
import itertools
import struct

from outside import actions, channel

texts = itertools.cycle(
    [b"no JSON", b"[" * 1_000_000, b'{"a":' * 100_000, b"\xff\xfe", b"9" * 100_000, b" " * 1_000_000, b""]
)


def garbled(**request):
    text = next(texts)
    channel.sendall(struct.pack(">I", len(text)) + text)
    return {}


actions["call"] = garbled
