"""What an attack does to nbgrader's own autograder, tried where it cannot harm this machine.

``python -m tests.grading.stock ATTACK TEMPLATE FOLDER [--defaults]`` is run by `tried` in separate namespaces: only
files of a file system in memory can be written, only the loopback network can be reached, and every process that it
starts ends with it.
"""

import fcntl
import json
import os
import resource
import socket
import struct
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from mbcourse.grading.confined import sandbox

from .attacking import Attack
from .place import CANARY, OTHERS, PS, Place

UNSHARE = ("unshare", "--mount", "--net", "--ipc", "--uts", "--pid", "--fork", "--kill-child", "--mount-proc")
ROOM = b"size=1500m"
SECONDS = 60.0  # for a run of three submissions, which take about six
CELL = "--Execute.timeout=10"
# nbgrader's defaults, except for the name of the course and a PATH on which it finds alembic.
DEFAULTS = f"""# {CANARY}
import os, sys
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]
c = get_config()
c.CourseDirectory.course_id = "mini-batch"
"""


@dataclass(frozen=True)
class Tried:
    """The outcome of an attack: its mark, None if it has none, and the harm that it did."""

    score: float | None
    harm: list[str]


def tried(attack: Attack, template: Path, folder: Path, defaults: bool) -> Tried:
    """Try an attack in namespaces; ``folder`` must be empty and is empty again afterwards."""
    command = [*UNSHARE, *([] if os.geteuid() == 0 else ["--map-root-user"]), sys.executable, "-m", __name__]
    arguments = [str(attack.path), str(template), str(folder), *(["--defaults"] if defaults else [])]
    done = subprocess.run([*command, *arguments], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
    if done.returncode:
        raise RuntimeError(f"{attack.name} could not be tried: {done.stderr}")
    return Tried(**json.loads(done.stdout.splitlines()[-1]))


def main(path: str, template: str, folder: str, *options: str) -> None:
    """Confine this process, process 1 of its namespace, and try the attack."""
    _confine(folder)
    attack = Attack(Path(path))
    with Place(Path(folder, "place"), Path(template), DEFAULTS if options else "") as place:
        if attack.first:
            place.submit(attack.name, place.solved)
            place.run("nbgrader", "autograde", PS, CELL, seconds=SECONDS)
        attack.hand_in(place)
        status, _, _ = place.run("nbgrader", "autograde", PS, CELL, "--force", seconds=SECONDS)
        harm = set().union(*place.harm([attack.name]).values())
        if status is None:
            harm.add("the run does not end")
        if None in place.scores(list(OTHERS)).values():
            harm.add("others are not graded")
        print(json.dumps({"score": place.scores([attack.name])[attack.name], "harm": sorted(harm)}))


def _confine(folder: str) -> None:
    sandbox._call("mount", b"none", b"/", None, sandbox.MS_REC | sandbox.MS_PRIVATE, None)
    sandbox._call("mount", b"tmpfs", folder.encode(), b"tmpfs", sandbox.NOSUID | sandbox.NODEV, ROOM)
    everything, own = struct.pack("=4Q", sandbox.RDONLY, 0, 0, 0), struct.pack("=4Q", 0, sandbox.RDONLY, 0, 0)
    sandbox._call("mount_setattr", sandbox.AT_FDCWD, b"/", sandbox.AT_RECURSIVE, everything, len(everything))
    sandbox._call("mount_setattr", sandbox.AT_FDCWD, folder.encode(), 0, own, len(own))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:  # kernels listen on the loopback device
        SIOCSIFFLAGS, IFF_UP = 0x8914, 1
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh14x", b"lo", IFF_UP))
    resource.setrlimit(resource.RLIMIT_AS, (6 * 2**30, 6 * 2**30))
    resource.setrlimit(resource.RLIMIT_FSIZE, (300 * 2**20, 300 * 2**20))
    temporary = Path(folder, "tmp")
    temporary.mkdir()
    os.environ["TMPDIR"] = str(temporary)


if __name__ == "__main__":
    main(*sys.argv[1:])
