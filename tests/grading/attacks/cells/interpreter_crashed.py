"""Crash the interpreter: read from address 0, and overflow the stack of the processor."""

# %% q2
import ctypes


def weighted_loss(*arguments):
    ctypes.string_at(0)


# %% q3
def gradient(*arguments):
    text = None
    for _ in range(1_000_000):
        text = [text]
    return repr(text) and text
