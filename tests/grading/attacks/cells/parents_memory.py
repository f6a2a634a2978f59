"""Open the memory of the parent process for writing, and attach to it as a debugger."""

# %% own
import ctypes
import os

parent = os.getppid()
try:
    with open(f"/proc/{parent}/mem", "r+b"):
        print("took: the memory of the parent process")
except OSError:
    pass
PTRACE_SEIZE, PTRACE_DETACH = 0x4206, 17
if not ctypes.CDLL(None).ptrace(PTRACE_SEIZE, parent, 0, 0):
    print("took: control of the parent process")
    ctypes.CDLL(None).ptrace(PTRACE_DETACH, parent, 0, 0)
