"""Run by test_sandbox.py in a separate Python: enters a sandbox, runs a piece of code in it, and reports the outcome.

Reads from stdin, as JSON, what to do; writes to stdout what the code inside reports, and the waiter's exit status.
"""

import json
import os
import signal
import socket
import subprocess
import sys
import types

PATIENCE = 20  # seconds after which a process that should have ended counts as left behind

# For the code inside, besides `inputs` and `say`; `attempt` returns the name of the error that an action raises.
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
    request = json.load(sys.stdin)
    sandbox = sys.modules["sandbox"] = types.ModuleType("sandbox")
    sandbox.__file__ = request["file"]
    with open(request["file"]) as file:
        exec(compile(file.read(), request["file"], "exec"), vars(sandbox))
    exec(request["before"], {"sandbox": sandbox, "os": os})
    decoy = subprocess.Popen(["sleep", "1000"])
    ours, theirs = socket.socketpair()
    inputs = request["inputs"] | {"decoy": decoy.pid, "harness": os.getpid()}

    def inside():
        os.open(inputs["outside"] + "/secret", os.O_RDWR)  # left open
        readable = [*sandbox.readable(), *request["readable"]]
        files = {name: content.encode() for name, content in request["files"].items()}
        sandbox.enter(
            sandbox.Limits(**request["limits"]), request["tier"], readable, files, [theirs.fileno(), *request["keep"]]
        )
        names = {"sandbox": sandbox, "inputs": inputs, "channel": theirs}
        names["say"] = lambda value: theirs.sendall(json.dumps(value).encode() + b"\n")
        exec(INSIDE, names)
        exec(request["code"], names)
        os._exit(0)

    parent = fork(lambda: os._exit(os.waitstatus_to_exitcode(os.waitpid(fork(inside), 0)[1])))
    theirs.close()
    ours.settimeout(PATIENCE)
    lines = ours.makefile()
    messages = []
    ended = True
    try:
        for line in lines:
            messages.append(json.loads(line))
            if messages[-1] == "ready":
                act(request["then"], parent)
    except TimeoutError:
        ended = False
        os.kill(parent, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(parent, 0)[1])
    spared = decoy.poll() is None
    decoy.kill()
    print(json.dumps({"messages": messages, "status": status, "ended": ended, "spared": spared}))


def fork(action):
    pid = os.fork()
    if not pid:
        action()
    return pid


def act(what, parent):
    """Interrupt or kill a process of the chain: the process that forked, its child the waiter, or init."""
    kind, _, who = what.partition(" ")
    pid = parent
    for _ in range(("parent", "waiter", "init").index(who)):
        with open(f"/proc/{pid}/task/{pid}/children") as file:
            pid = int(file.read().split()[0])
    os.kill(pid, signal.SIGINT if kind == "interrupt" else signal.SIGKILL)


if __name__ == "__main__":
    main()
