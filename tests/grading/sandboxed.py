"""Run by test_sandbox.py in a Python of its own: enters a sandbox, runs a piece of code in it, tells what came of it.

Reads from stdin, as JSON, what to do; writes to stdout what was said inside, and the status that the waiter ended with.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import types

PATIENCE = 20  # seconds until a process that should be gone counts as left behind

# What the code inside can use: `given` and `say`, and `attempt`, which names the error that an action ends with.
INSIDE = """
import ctypes, errno, fcntl, mmap, os, resource, signal, socket, subprocess, sys, time

def attempt(action):
    try:
        return action()
    except OSError as error:
        return errno.errorcode[error.errno]
    except MemoryError:
        return "MemoryError"

def syscall(name, *arguments):
    number = sandbox._numbers()[name]
    words = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    if ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *words) == -1:
        raise OSError(ctypes.get_errno(), name)
    return "done"
"""


def main():
    asked = json.load(sys.stdin)
    sandbox = sys.modules["sandbox"] = types.ModuleType("sandbox")
    sandbox.__file__ = asked["file"]
    with open(asked["file"]) as file:
        exec(compile(file.read(), asked["file"], "exec"), vars(sandbox))
    exec(asked["before"], {"sandbox": sandbox, "os": os})
    decoy = subprocess.Popen(["sleep", "1000"])
    ours, theirs = socket.socketpair()
    given = asked["given"] | {"decoy": decoy.pid, "harness": os.getpid()}

    def inside():
        os.open(given["outside"] + "/secret", os.O_RDWR)  # and forgotten
        readable = [*sandbox.readable(), *asked["readable"]]
        files = {name: content.encode() for name, content in asked["files"].items()}
        sandbox.enter(
            sandbox.Limits(**asked["limits"]), asked["tier"], readable, files, [theirs.fileno(), *asked["keep"]]
        )
        names = {"sandbox": sandbox, "given": given, "channel": theirs}
        names["say"] = lambda value: theirs.sendall(json.dumps(value).encode() + b"\n")
        exec(INSIDE, names)
        exec(asked["code"], names)
        os._exit(0)

    parent = fork(lambda: os._exit(os.waitstatus_to_exitcode(os.waitpid(fork(inside), 0)[1])))
    theirs.close()
    ours.settimeout(PATIENCE)
    lines = ours.makefile()
    said = []
    gone = True
    try:
        for line in lines:
            said.append(json.loads(line))
            if said[-1] == "ready":
                act(asked["then"], parent)
    except TimeoutError:
        gone = False
        os.kill(parent, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(parent, 0)[1])
    spared = decoy.poll() is None
    decoy.kill()
    print(json.dumps({"said": said, "status": status, "gone": gone, "spared": spared}))


def fork(action):
    pid = os.fork()
    if not pid:
        action()
    return pid


def act(what, parent):
    """Do to a process of the chain what a test wants: the process that forked, its child the waiter, or init."""
    kind, _, who = what.partition(" ")
    pid = parent
    for _ in range(("parent", "waiter", "init").index(who)):
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            pid = int(file.read().split()[0])
    os.kill(pid, signal.SIGINT if kind == "interrupt" else signal.SIGKILL)


if __name__ == "__main__":
    main()
