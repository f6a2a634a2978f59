"""Confines a forked process, irrevocably, before it runs a student's code. Linux on x86-64 and arm64 only.

`enter` splits the process that calls it into three::

    waiter ── stays outside, and exits with the student's status
      init ── process 1 of the namespaces; ends when the waiter does, and everything inside ends with it
        student ── the only one in which `enter` returns, confined

Any error on the way ends all three with status 70. The threat model is in the book, *What grading is safe from*; the
system calls are described at https://man7.org/linux/man-pages/.
"""

import ctypes
import errno
import os
import platform
import re
import shutil
import signal
import site
import socket
import struct
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.machinery import all_suffixes
from pathlib import Path
from types import FrameType
from typing import Literal, NoReturn

if sys.platform != "win32":  # on Windows this module can be imported, but not used
    import resource

Tier = Literal["namespaces", "landlock", "limits"]
TIERS: tuple[Tier, ...] = ("namespaces", "landlock", "limits")  # the strongest first

FAILED = 70  # EX_SOFTWARE of sysexits.h: the sandbox could not be entered
KILLED = 128  # plus the number of the signal that ended the student's process, as in a shell


@dataclass(frozen=True)
class Limits:
    """What a submission may use.

    Parameters
    ----------
    memory : int, default 3 GiB
        Bytes that each process may allocate, and all of them together if a cgroup can be made.
    processes : int, default 64
        Processes and threads at one time.
    file_size : int, default 64 MiB
        Bytes per file.
    open_files : int, default 512
        Open files per process.
    cpu_seconds : int, default 600
        Seconds of processor time per process.
    disk : int, default 64 MiB
        Bytes of all files together; only the tier "namespaces" can limit this.

    Examples
    --------
    >>> Limits(memory=2**30).processes
    64
    """

    memory: int = 3 * 2**30
    processes: int = 64
    file_size: int = 64 * 2**20
    open_files: int = 512
    cpu_seconds: int = 600
    disk: int = 64 * 2**20


def enter(
    limits: Limits,
    tier: Tier,
    readable: Sequence[str] = (),
    files: Mapping[str, bytes] | None = None,
    keep: Collection[int] = (),
) -> None:
    """Return only in a new, confined process; the calling process stays outside and exits with that one's status.

    The confined process has a new work folder, a minimal environment, and no open descriptors but ``keep``; its
    standard streams are /dev/null. If a signal ends it, its status is 128 + signal. SIGINT sent to the waiter reaches
    it.

    Parameters
    ----------
    limits : Limits
        What the process may use.
    tier : {"namespaces", "landlock", "limits"}
        How it is confined.
    readable : sequence of str
        Absolute paths of files and folders that it may read besides the system's own; see `readable`.
    files : mapping of str to bytes, optional
        The files of its work folder, by relative path. By default the folder is empty.
    keep : collection of int, optional
        Descriptors that stay open in it; 0, 1 and 2 cannot be kept.

    Notes
    -----
    Call it in a process with one thread, forked for this purpose. It raises nothing: on any error, also for an invalid
    argument, the process writes the reason to stderr in one line and exits with status 70.
    """
    try:
        _enter(limits, tier, readable, files or {}, keep)
    except BaseException as error:
        os.write(2, f"mbcourse: the sandbox cannot be entered: {error or type(error).__name__}\n".encode())
        os._exit(FAILED)


def tiers() -> list[Tier]:
    """Return the tiers that work on this machine, the strongest first; each is tried in a separate process."""
    return [tier for tier in TIERS if not _obstacle(tier)]


def choose(unsafe: bool = False) -> Tier:
    """Return the strongest tier that works on this machine.

    Parameters
    ----------
    unsafe : bool, default False
        Whether to accept "limits", which protects no secret and no file, if nothing else works.

    Raises
    ------
    RuntimeError
        If no tier works that may be used; the message says why and what to change.
    """
    for tier in TIERS[:-1]:
        if not _obstacle(tier):
            return tier
    if unsafe and not _obstacle("limits"):
        return "limits"
    obstacles = "".join(f"\n  {tier}: {_obstacle(tier)}" for tier in TIERS if _obstacle(tier))
    raise RuntimeError(f"Untrusted code cannot be confined on this machine:{obstacles}\n{ADVICE}")


ADVICE = """\
What helps, depending on the machine:
  Ubuntu 23.10 and later: an AppArmor profile for this Python with the rule "userns,"
  Docker and Podman: run as an ordinary user (--user), or allow namespaces (--cap-add SYS_ADMIN
    --security-opt seccomp=unconfined --security-opt apparmor=unconfined)
  other Linux: kernel 5.14 or newer for namespaces, 6.2 or newer for Landlock, which is never used as root
  macOS and Windows: Linux in a virtual machine, or WSL 2
With --unsafe, Linux runs the code with limits on resources and no other protection: the code can then read and change
everything that you can. Use it only for code that you trust, or on a machine that holds nothing else."""


def readable(closed: Iterable[str] = ()) -> list[str]:
    """Return the existing absolute paths from which Python, its packages and this package are read.

    Of a checkout only the package's own folder is included: the rest of this one holds solutions.

    Parameters
    ----------
    closed : iterable of str
        Absolute paths, such as a course's, that must stay out of reach: a package that was installed in place is not
        included if its folder contains one of them or lies in one.
    """
    folders = {sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")}
    folders |= {folder for folder in _site_folders() if folder in sys.path}
    for prefix in (sys.prefix, sys.base_prefix):
        folders |= {f"{prefix}/bin", f"{prefix}/pyvenv.cfg"}
    folders.add(f"{sys.base_prefix}/lib")
    folders.add(str(Path(__file__).parents[2]))
    folders.update(_in_place(closed)[0])
    return sorted(folder for folder in folders if os.path.exists(folder))


def kept_closed(closed: Iterable[str] = ()) -> list[str]:
    """Return the folders of packages that were installed in place and that `readable` does not include."""
    return sorted(_in_place(closed)[1])


# A folder with one of these holds more than packages.
OF_A_CHECKOUT = ("pyproject.toml", "setup.py", "setup.cfg", ".git")
# How tools name the file through which Python finds a package that was installed in place; the group is its name.
PTH = re.compile(r"(?:_editable_impl_|__editable__\.)?(?P<name>.+?)(?:-\d[^-]*)?\.pth")


def _site_folders() -> list[str]:
    return [*site.getsitepackages(), site.getusersitepackages()]


def _in_place(closed: Iterable[str]) -> tuple[set[str], set[str]]:
    """Return the paths of packages that were installed in place, with ``pip install -e``: to open, and to keep closed.

    They are found as Python finds them: through the folders that .pth files name, or through setuptools' finders.
    """
    forbidden = [Path(path).resolve() for path in closed]
    opened: set[str] = set()
    kept: set[str] = set()
    for path in {*_named_by_finders(), *_named_by_pth_files(kept)}:
        reaches_too_far = any(os.path.exists(f"{path}/{name}") for name in OF_A_CHECKOUT)
        (kept if reaches_too_far or _touches(Path(path).resolve(), forbidden) else opened).add(path)
    return opened, kept


def _touches(path: Path, forbidden: Sequence[Path]) -> bool:
    """Whether a folder contains one of these or lies in one, or contains the user's home."""
    home = Path(os.path.expanduser("~"))
    return any(path.is_relative_to(other) or other.is_relative_to(path) for other in forbidden) or (
        home.is_relative_to(path)
    )


def _named_by_pth_files(kept: set[str]) -> Iterator[str]:
    """Yield the folders that .pth files add to Python's path; of a whole checkout, only the package itself."""
    files = [file for folder in _site_folders() if folder in sys.path for file in Path(folder).glob("*.pth")]
    for file in files:
        for line in file.read_text("utf-8", "replace").splitlines():
            folder = os.path.abspath(file.parent / line.strip())
            if not line.strip() or line.startswith(("#", "import ", "import\t")) or folder not in sys.path:
                continue
            if not any(os.path.exists(f"{folder}/{name}") for name in OF_A_CHECKOUT):
                yield folder
            elif packages := [path for name in _packages_of(file) for path in _locations(f"{folder}/{name}")]:
                yield from packages
            else:
                kept.add(folder)


def _packages_of(file: Path) -> set[str]:
    """Return the names of the packages that come with a .pth file: its own name, and those in the metadata."""
    match = PTH.fullmatch(file.name)
    name = match["name"].replace("-", "_") if match else ""
    lists = [each.read_text("utf-8", "replace") for each in file.parent.glob(f"{name}-*.dist-info/top_level.txt")]
    return {name, *(line.strip() for text in lists for line in text.splitlines())} - {""}


def _named_by_finders() -> Iterator[str]:
    for name, module in list(sys.modules.items()):
        if name.startswith("__editable__") and name.endswith("_finder"):
            for path in [*module.MAPPING.values(), *(path for paths in module.NAMESPACES.values() for path in paths)]:
                yield from _locations(path)


def _locations(path: str) -> list[str]:
    """Return where a package or module is: the folder, or the module's files."""
    return [path] if os.path.isdir(path) else [path + end for end in all_suffixes() if os.path.isfile(path + end)]


# The parts of the system that programs need. Not all of /usr: an nbgrader exchange may be in /usr/local/share.
SYSTEM = (
    *("/bin", "/sbin", "/lib", "/lib32", "/lib64"),
    *("/usr/bin", "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/libexec", "/usr/local/bin", "/usr/local/lib"),
    *("/usr/share/fontconfig", "/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/zoneinfo"),
    *("/etc/alternatives", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime", "/sys/devices/system/cpu"),
)
DEVICES = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
FOLDERS = ("work", "home", "tmp", "shm")  # in the student's folder
OWN = "/student"  # the student's folder, inside the namespaces


def _enter(
    limits: Limits, tier: Tier, readable: Sequence[str], files: Mapping[str, bytes], keep: Collection[int]
) -> None:
    _check(tier, readable, files, keep)
    for descriptor in {int(name) for name in os.listdir("/proc/self/fd")} - {0, 1, 2, *keep}:
        with suppress(OSError):  # the descriptor that was used to read the list
            os.close(descriptor)
    namespaces = tier == "namespaces"
    folder = OWN if namespaces else tempfile.mkdtemp(prefix="mbcourse-")
    _wipe_environment()
    _end_with_parent(os.getppid())
    uid, gid = os.geteuid(), os.getegid()
    if namespaces and not uid:
        uid = gid = FIRST_UID + os.getpid()  # a user of its own: no other process runs as it, and it owns no file
    if namespaces:
        _unshare_processes()
    elif tier == "landlock":
        _call("prctl", PR_SET_CHILD_SUBREAPER, 1)
    gate, latch = os.pipe()
    init = os.fork()
    if init:
        _wait(init, limits, [gate, *keep], latch, "" if namespaces else folder)
    os.close(latch)
    Path("/proc/self/oom_score_adj").write_text("1000")  # when memory runs out, the kernel kills this first
    os.setsid()
    if namespaces:
        _unshare_rest()
        _new_root(readable, limits.disk, uid, gid)
        _drop_privileges(uid, gid)
    else:
        _make_folders(folder, uid, gid)
    _end_with_waiter(gate)  # not earlier: a change of user would undo it
    _fill(f"{folder}/work", files)
    init = os.getpid()
    student = os.fork()
    if student:
        _watch(student, gate, keep, "" if namespaces else folder)
    os.close(gate)
    _end_with_parent(init)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # background jobs of a shell start with SIGINT ignored
    _call("prctl", PR_SET_DUMPABLE, 1)  # so that it may read its own /proc/self even after a change of user
    _set_environment(folder)
    _set_limits(limits, uid if not namespaces else None)
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    if tier == "landlock":
        _restrict_paths([*filter(os.path.exists, SYSTEM), *readable, *OF_PROC], folder)
    if tier != "limits":
        _filter_calls(tier)
    nowhere = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2):  # last of all: until here errors are written to stderr
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _check(tier: Tier, readable: Sequence[str], files: Mapping[str, bytes], keep: Collection[int]) -> None:
    """Raise ValueError for arguments with which the process cannot be confined safely."""
    if tier not in TIERS:
        raise ValueError(f"{tier!r} is not a tier: choose one of {', '.join(TIERS)}")
    if tier == "landlock" and not os.geteuid():
        raise ValueError("Landlock does not restrain root: run as another user, or use namespaces")
    for path in readable:
        if path != os.path.abspath(path) or path == "/" or not os.path.exists(path):
            raise ValueError(f"{path!r} cannot be made readable: give an absolute path that exists, not '/'")
    for name in files:
        outside = os.path.isabs(name) or ".." in name.split("/")
        if outside or "\0" in name or name != os.path.normpath(name) or name == ".":
            raise ValueError(f"{name!r} is not a valid name for a file in the work folder: give a plain relative path")
    if set(keep) & {0, 1, 2}:
        raise ValueError(f"keep is {sorted(keep)}: standard streams cannot be kept")


# ---- The three processes: each ends when the one above it ends


def _end_with_parent(parent: int, how: signal.Signals = signal.SIGKILL) -> None:
    """Have the kernel send this process a signal when its parent ends."""
    _call("prctl", PR_SET_PDEATHSIG, how)
    if os.getppid() != parent:  # the parent ended before the line above
        os._exit(FAILED)


def _end_with_waiter(gate: int) -> None:
    """In init, which cannot see its parent outside: the same, once the waiter has opened the gate."""
    _call("prctl", PR_SET_PDEATHSIG, signal.SIGKILL)
    if not os.read(gate, 1):  # closed: the waiter has ended
        os._exit(FAILED)


def _pass_interrupts_to(pid: int) -> None:
    def pass_on(number: int, frame: FrameType | None) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, number)

    signal.signal(signal.SIGINT, pass_on)


def _wait(init: int, limits: Limits, others: Sequence[int], latch: int, folder: str) -> NoReturn:
    """In the waiter: let init continue, wait for it, clean up, and exit with its status."""
    for descriptor in others:  # so that the process at the other end notices when the student's process ends
        os.close(descriptor)
    _pass_interrupts_to(init)
    cgroups = _cgroups(limits, init)
    os.write(latch, b".")
    os.waitid(os.P_PID, init, os.WEXITED | os.WNOWAIT)
    with suppress(ProcessLookupError):  # without a process namespace, only init's process group can be killed
        os.killpg(init, signal.SIGKILL)
    status = _status(os.waitpid(init, 0)[1])
    with suppress(ChildProcessError):
        while True:  # processes that lost their parents became children of this one
            os.wait()
    for cgroup in cgroups:
        with suppress(OSError):
            os.rmdir(cgroup)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(status)


def _watch(student: int, gate: int, keep: Collection[int], folder: str) -> NoReturn:
    """In init: wait for the student's process, reap the processes that it leaves, and exit with its status."""
    nowhere = os.open("/dev/null", os.O_RDWR)
    for descriptor in (0, 1, 2, gate, *keep):  # the student's process can try to open /proc/1/fd
        os.dup2(nowhere, descriptor)
    _call("prctl", PR_SET_DUMPABLE, 0)
    _pass_interrupts_to(student)

    def end(number: int, frame: FrameType | None) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        os.killpg(0, signal.SIGKILL)

    if folder:  # no namespace kills the processes that the student started: do it when the waiter is killed
        signal.signal(signal.SIGTERM, end)
        _call("prctl", PR_SET_PDEATHSIG, signal.SIGTERM)
    while True:
        pid, status = os.wait()
        if pid == student:
            os._exit(_status(status))


def _status(ended: int) -> int:
    code = os.waitstatus_to_exitcode(ended)
    return code if code >= 0 else KILLED - code


# ---- Namespaces


def _unshare_processes() -> None:
    """Put children of this process into a new process namespace; unless root, enter a user namespace first."""
    uid, gid = os.geteuid(), os.getegid()
    _call("unshare", CLONE_NEWPID | (CLONE_NEWUSER if uid else 0))
    if uid:
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
        Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")


def _unshare_rest() -> None:
    _call("unshare", CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS)
    socket.sethostname("sandbox")
    _call("mount", b"none", b"/", None, MS_REC | MS_PRIVATE, None)  # otherwise mounts made here would show outside


def _new_root(readable: Sequence[str], disk: int, uid: int, gid: int) -> None:
    """Replace the file system by a small one, read-only except for the student's folder, whose size is limited."""
    # Copied before anything is mounted over them.
    trees = {path: _tree(path, RDONLY | NOSUID | NODEV) for path in _outermost(readable)}
    trees |= {path: _tree(path, RDONLY | NOSUID | NOEXEC) for path in DEVICES}
    new = "/tmp"  # any existing folder works
    _call("mount", b"tmpfs", new.encode(), b"tmpfs", NOSUID | NODEV, b"mode=755,size=1m,nr_inodes=4k")
    os.umask(0o022)
    for path in (OWN, "/dev/pts", "/etc", "/proc"):
        os.makedirs(new + path)
    own = f"mode=755,size={disk},nr_inodes={disk // 4096 + 64}"  # every file and folder uses memory too
    _call("mount", b"tmpfs", (new + OWN).encode(), b"tmpfs", NOSUID | NODEV, own.encode())
    _make_folders(new + OWN, uid, gid)
    os.symlink(f"{OWN[1:]}/tmp", f"{new}/tmp")
    os.symlink(f"..{OWN}/shm", f"{new}/dev/shm")
    for path in SYSTEM:
        if os.path.islink(path):
            os.makedirs(os.path.dirname(new + path), exist_ok=True)
            os.symlink(os.readlink(path), new + path)
    for path, tree in trees.items():
        _place(tree, new + path)
    _call("mount", b"proc", f"{new}/proc".encode(), b"proc", RDONLY | NOSUID | NODEV | NOEXEC, None)
    _call("mount", b"devpts", f"{new}/dev/pts".encode(), b"devpts", NOSUID | NOEXEC, b"newinstance,ptmxmode=666")
    os.symlink("pts/ptmx", f"{new}/dev/ptmx")
    os.chdir(new)
    _call("pivot_root", b".", b".")
    _call("umount2", b".", MNT_DETACH)  # the old root, which lay over the new one
    os.chdir("/")
    _call("mount_setattr", AT_FDCWD, b"/", 0, struct.pack("=4Q", RDONLY, 0, 0, 0), 32)


def _outermost(readable: Sequence[str]) -> list[str]:
    """Return these paths and the system's, without links and without paths inside another one of them."""
    paths = {path for path in SYSTEM if os.path.exists(path) and not os.path.islink(path)} | set(readable)
    return sorted(path for path in paths if paths.isdisjoint(map(str, Path(path).parents)))


def _tree(path: str, flags: int) -> int:
    """Return a descriptor of a copy of the mounts at a path and below, with additional flags."""
    tree = _call("open_tree", AT_FDCWD, os.fsencode(path), OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE)
    attributes = struct.pack("=4Q", flags, 0, MS_PRIVATE, 0)
    _call("mount_setattr", tree, b"", AT_EMPTY_PATH | AT_RECURSIVE, attributes, len(attributes))
    return tree


def _place(tree: int, target: str) -> None:
    """Create a path, mount the copy there, and close its descriptor."""
    if os.path.isdir(f"/proc/self/fd/{tree}"):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        os.close(os.open(target, os.O_CREAT | os.O_WRONLY, 0o644))
    _call("move_mount", tree, b"", AT_FDCWD, os.fsencode(target), MOVE_MOUNT_F_EMPTY_PATH)
    os.close(tree)


def _drop_privileges(uid: int, gid: int) -> None:
    """Give up all capabilities and every way to regain them; as root, become a user that owns nothing."""
    last = int(Path("/proc/sys/kernel/cap_last_cap").read_text())
    for capability in range(last + 1):
        _call("prctl", PR_CAPBSET_DROP, capability)
    if uid != os.geteuid():
        os.setgroups([])
        os.setresgid(gid, gid, gid)
        os.setresuid(uid, uid, uid)
    _call("capset", struct.pack("=Ii", CAPABILITY_VERSION_3, 0), bytes(24))
    _call("prctl", PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


# ---- Landlock


OF_PROC = ("/proc/self", "/proc/cpuinfo", "/proc/meminfo")  # /proc/self is the student's process, not its children


def _restrict_paths(readable: Sequence[str], writable: str) -> None:
    """Deny all files but these, TCP, and, from Linux 6.12, signals and abstract sockets to the outside.

    https://docs.kernel.org/userspace-api/landlock.html
    """
    version = _call("landlock_create_ruleset", None, 0, LANDLOCK_VERSION)
    if version < 3:
        raise OSError(errno.ENOSYS, f"Landlock {version} cannot deny truncation: Linux 6.2 or newer is needed")
    handled = ALL_ACCESS if version < 5 else ALL_ACCESS | IOCTL_DEV
    attributes = struct.pack("=3Q", handled, TCP if version >= 4 else 0, SCOPES if version >= 6 else 0)
    rules = _call("landlock_create_ruleset", attributes, len(attributes), 0)
    paths = [(path, EXECUTE | READ_FILE | READ_DIR) for path in readable]
    paths += [(path, READ_FILE | WRITE_FILE) for path in DEVICES]
    for path, access in [*paths, (writable, handled)]:
        descriptor = os.open(path, os.O_PATH)
        rule = struct.pack("=Qi", access if os.path.isdir(path) else access & OF_FILES, descriptor)
        _call("landlock_add_rule", rules, LANDLOCK_RULE_PATH_BENEATH, rule, 0)
        os.close(descriptor)
    _call("landlock_restrict_self", rules, 0)
    os.close(rules)


# ---- System calls that are refused


# Calls that no exercise needs and that attacks on kernels start with; most of them also need a capability.
REFUSED = """
ptrace process_vm_readv process_vm_writev process_madvise kcmp pidfd_getfd perf_event_open bpf userfaultfd
mount umount2 pivot_root chroot move_mount open_tree fsopen fsconfig fsmount fspick mount_setattr unshare setns
io_uring_setup io_uring_enter io_uring_register keyctl add_key request_key fanotify_init name_to_handle_at
open_by_handle_at memfd_create memfd_secret shmget semget msgget mq_open move_pages migrate_pages mbind set_mempolicy
remap_file_pages personality init_module finit_module delete_module kexec_load kexec_file_load reboot swapon swapoff
acct quotactl quotactl_fd syslog settimeofday clock_settime adjtimex clock_adjtime sethostname setdomainname iopl
ioperm modify_ldt vhangup uselib ustat sysfs lookup_dcookie nfsservctl
"""
# Without namespaces also calls that leave the process group, which is what gets killed at the end; sockets, because
# those of the desktop would answer; and calls that change other processes of the same user, or files, in ways that
# Landlock does not control.
REFUSED_WITHOUT_NAMESPACES = """
setsid setpgid socket connect inotify_add_watch sched_setaffinity sched_setscheduler sched_setattr sched_setparam
setpriority ioprio_set pidfd_send_signal chmod fchmod fchmodat fchmodat2 chown fchown lchown fchownat utime utimes
utimensat futimesat setxattr lsetxattr fsetxattr removexattr lremovexattr fremovexattr
"""
SIGNALS = "kill tkill tgkill rt_sigqueueinfo rt_tgsigqueueinfo"


def _filter_calls(tier: Tier) -> None:
    """Refuse system calls from now on: https://docs.kernel.org/userspace-api/seccomp_filter.html."""
    program = [
        _step(LOAD, AT_ARCHITECTURE),
        _step(IF_EQUAL, AUDIT_ARCHITECTURE[platform.machine()], 1, 0),
        _step(RETURN, KILL_PROCESS),
        _step(LOAD, AT_NUMBER),
        _step(IF_AT_LEAST, FIRST_UNKNOWN, 0, 1),
        _step(RETURN, ERROR | errno.ENOSYS),
        *(step for name in REFUSED.split() for step in _refuse(name)),
        *_refuse("clone3", errno.ENOSYS),  # a filter cannot see its flags; the C library falls back to clone
        *_refuse_if("clone", 0, IF_ANY_BIT, [CLONE_NEW]),
        *_refuse_if("ioctl", 1, IF_EQUAL, [TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP]),
        *_refuse_if("fcntl", 1, IF_EQUAL, REFUSED_OF_FCNTL),
        *_refuse_unless("socketpair", 0, [socket.AF_UNIX]),
    ]
    if tier == "namespaces":
        program += _refuse_unless("socket", 0, [socket.AF_UNIX])  # some other families ignore the network namespace
    else:
        own = os.getpid()
        program += [step for name in REFUSED_WITHOUT_NAMESPACES.split() for step in _refuse(name)]
        program += [step for name in SIGNALS.split() for step in _refuse_unless(name, 0, [own])]
        program += _refuse_unless("prlimit64", 0, [0, own])
        # A stream reaches only its peer; a datagram socket could write to any other socket.
        program += _refuse_unless("socketpair", 1, [socket.SOCK_STREAM], SOCK_TYPE_MASK)
    _install_filter([*program, _step(RETURN, ALLOW)])


def _install_filter(program: Sequence[bytes]) -> None:
    code = ctypes.create_string_buffer(b"".join(program))
    _call("prctl", PR_SET_SECCOMP, SECCOMP_MODE_FILTER, struct.pack("@HP", len(program), ctypes.addressof(code)))


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    """Return an instruction of the filter; a test skips that many of the following ones."""
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _refuse(name: str, error: int = errno.EPERM) -> list[bytes]:
    return _for_call(name, [_step(RETURN, ERROR | error)])


def _refuse_if(name: str, argument: int, test: int, values: Sequence[int]) -> list[bytes]:
    steps = [_step(LOAD, AT_ARGUMENTS + 8 * argument)]  # the lower half, which is all that these calls use
    for value in values:
        steps += [_step(test, value, 0, 1), _step(RETURN, ERROR | errno.EPERM)]
    return _for_call(name, [*steps, _step(LOAD, AT_NUMBER)])


def _refuse_unless(name: str, argument: int, values: Sequence[int], mask: int = 2**32 - 1) -> list[bytes]:
    steps = [_step(LOAD, AT_ARGUMENTS + 8 * argument), _step(MASK, mask)]
    steps += [_step(IF_EQUAL, value, len(values) - place, 0) for place, value in enumerate(values)]
    return _for_call(name, [*steps, _step(RETURN, ERROR | errno.EPERM), _step(LOAD, AT_NUMBER)])


def _for_call(name: str, steps: list[bytes]) -> list[bytes]:
    """Return the steps, preceded by a test that skips them for any other call."""
    number = _numbers()[name]
    return [_step(IF_EQUAL, number, 0, len(steps)), *steps] if number is not None else []


# ---- Limits


def _set_limits(limits: Limits, uid: int | None) -> None:
    """Set the limits of this process; with ``uid``, allow its processes in addition to those that the user runs."""
    mapped = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    for which, most in {
        resource.RLIMIT_DATA: limits.memory,
        resource.RLIMIT_AS: mapped + limits.memory,  # includes shared memory, which RLIMIT_DATA does not
        resource.RLIMIT_NPROC: limits.processes + (_running(uid) if uid else 0),
        resource.RLIMIT_FSIZE: limits.file_size,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_MEMLOCK: 0,
        resource.RLIMIT_MSGQUEUE: 0,
    }.items():
        _, highest = resource.getrlimit(which)
        most = most if highest == resource.RLIM_INFINITY else min(most, highest)
        resource.setrlimit(which, (most, most))


def _running(uid: int) -> int:
    """Count the threads of a user: outside a user namespace the kernel's limit applies to all of them."""
    count = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(FileNotFoundError):
            if process.stat().st_uid == uid:
                count += len(os.listdir(process / "task"))
    return count


def _cgroups(limits: Limits, init: int) -> list[Path]:
    """Put init into new control groups for memory and processes, where this process may make any; return them."""
    made = []
    for line in Path("/proc/self/cgroup").read_text().splitlines():
        _, names, own = line.split(":", 2)
        settings: dict[str, int] = {}
        if not names:  # version 2
            settings = {"memory.max": limits.memory, "memory.swap.max": 0, "pids.max": limits.processes}
        elif "memory" in names.split(","):
            settings = {"memory.limit_in_bytes": limits.memory, "memory.memsw.limit_in_bytes": limits.memory}
        elif "pids" in names.split(","):
            settings = {"pids.max": limits.processes}
        parent = Path("/sys/fs/cgroup", names, own.lstrip("/"))
        # Version 2 allows none inside a group that has processes; an ancestor may be delegated to this user.
        places = (place for place in (parent, *parent.parents) if settings and (place / "cgroup.procs").exists())
        made += next(([cgroup] for place in places if (cgroup := _cgroup(place, settings, init))), [])
    return made


def _cgroup(parent: Path, settings: Mapping[str, int], init: int) -> Path | None:
    """Make a group with these settings and put init into it; return None if that is not possible."""
    for stale in parent.glob("mbcourse-*"):  # left by a waiter that was killed
        if not Path("/proc", stale.name.removeprefix("mbcourse-")).exists():
            with suppress(OSError):
                stale.rmdir()
    cgroup = parent / f"mbcourse-{os.getpid()}"
    try:
        cgroup.mkdir()
        for name, value in settings.items():
            if "sw" not in name or (cgroup / name).exists():  # not every kernel counts swap space
                (cgroup / name).write_text(str(value))
        (cgroup / "cgroup.procs").write_text(str(init))
    except OSError:
        with suppress(OSError):
            cgroup.rmdir()
        return None
    return cgroup


# ---- The student's folder and environment


def _make_folders(folder: str, uid: int, gid: int) -> None:
    for name in FOLDERS:
        os.mkdir(f"{folder}/{name}", 0o700)
        os.chown(f"{folder}/{name}", uid, gid)


def _fill(work: str, files: Mapping[str, bytes]) -> None:
    """Change to the work folder and write the files, none of which may exist."""
    os.chdir(work)
    for name, content in files.items():
        if os.path.dirname(name):
            os.makedirs(os.path.dirname(name), exist_ok=True)
        with open(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600), "wb") as file:
            file.write(content)


def _wipe_environment() -> None:
    """Clear the environment, also in /proc/self/environ, which shows the one that the program was started with."""
    os.environ.clear()
    fields = Path("/proc/self/stat").read_text().rpartition(")")[2].split()
    start, end = int(fields[47]), int(fields[48])  # env_start, env_end: fields 50 and 51 of proc(5)
    ctypes.memset(start, 0, end - start)


def _set_environment(folder: str) -> None:
    home = f"{folder}/home"
    os.environ.update({"HOME": home, "TMPDIR": f"{folder}/tmp", "USER": "student", "LOGNAME": "student"})
    os.environ.update({"MPLCONFIGDIR": f"{home}/matplotlib", "IPYTHONDIR": f"{home}/ipython"})
    os.environ.update({"PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"})
    threads = ("OMP", "OPENBLAS", "MKL", "NUMEXPR", "VECLIB_MAXIMUM")
    os.environ.update({f"{library}_NUM_THREADS": "1" for library in threads[:4]} | {f"{threads[4]}_THREADS": "1"})
    tempfile.tempdir = None  # cached before the environment changed


# ---- Trying a tier


@cache
def _obstacle(tier: Tier) -> str:
    """Return why a tier does not work here, "" if it works."""
    if sys.platform != "linux":
        return f"it needs Linux; this is {sys.platform}"
    # In a new, minimal Python: this process may have threads, and the attempt must not change it.
    command = [sys.executable, "-I", "-S", __file__, tier, *readable()]
    attempt = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace")
    if not attempt.returncode:
        return ""
    return (attempt.stderr.strip().splitlines() or [f"ended with status {attempt.returncode}"])[-1]


def _try(tier: Tier, paths: Sequence[str]) -> NoReturn:
    """Enter a sandbox, start a process in it, and exit."""
    enter(Limits(), tier, paths, {"file": b"content"})
    child = os.fork()
    os._exit(os.waitpid(child, 0)[1] if child else 0)


# ---- Calling the kernel


def _call(name: str, *arguments: int | bytes | None) -> int:
    """Make a system call; an OSError names the call that failed."""
    number = _numbers()[name]
    words = [ctypes.c_long(argument) if isinstance(argument, int) else argument for argument in arguments]
    result: int = _library().syscall(ctypes.c_long(number or 0), *words)
    if result == -1:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")
    return result


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(None, use_errno=True)
    library.syscall.restype = ctypes.c_long
    return library


@cache
def _numbers() -> dict[str, int | None]:
    """Return the numbers of system calls on this machine, None for calls that it does not have."""
    machine = platform.machine()
    if sys.platform != "linux" or machine not in AUDIT_ARCHITECTURE or sys.maxsize < 2**32:
        raise OSError(errno.ENOSYS, f"a {sys.platform} {machine} machine; 64-bit Linux on x86-64 or arm64 is needed")
    column = 1 if machine == "x86_64" else 2
    words = NUMBERS.split()
    return {
        name: None if number == "-" else int(number) for name, number in zip(words[::3], words[column::3], strict=True)
    }


# Name, number on x86-64, number on arm64: arch/x86/entry/syscalls/syscall_64.tbl and scripts/syscall.tbl of Linux.
NUMBERS = """
acct 163 89  add_key 248 217  adjtimex 159 171  bpf 321 280  capset 126 91  chmod 90 -  chown 92 -  chroot 161 51
clock_adjtime 305 266  clock_settime 227 112  clone 56 220  clone3 435 435  connect 42 203  delete_module 176 106
fanotify_init 300 262  fchmod 91 52  fchmodat 268 53  fchmodat2 452 452  fchown 93 55  fchownat 260 54  fcntl 72 25
finit_module 313 273  fremovexattr 199 16  fsconfig 431 431  fsetxattr 190 7  fsmount 432 432  fsopen 430 430
fspick 433 433  futimesat 261 -  init_module 175 105  inotify_add_watch 254 27  io_uring_enter 426 426
io_uring_register 427 427  io_uring_setup 425 425  ioctl 16 29  ioperm 173 -  iopl 172 -  ioprio_set 251 30
kcmp 312 272  kexec_file_load 320 294  kexec_load 246 104  keyctl 250 219  kill 62 129  landlock_add_rule 445 445
landlock_create_ruleset 444 444  landlock_restrict_self 446 446  lchown 94 -  lookup_dcookie 212 18
lremovexattr 198 15  lsetxattr 189 6  mbind 237 235  memfd_create 319 279  memfd_secret 447 447  migrate_pages 256 238
modify_ldt 154 -  mount 165 40  mount_setattr 442 442  move_mount 429 429  move_pages 279 239  mq_open 240 180
msgget 68 186  name_to_handle_at 303 264  nfsservctl 180 42  open_by_handle_at 304 265  open_tree 428 428
perf_event_open 298 241  personality 135 92  pidfd_getfd 438 438  pidfd_send_signal 424 424  pivot_root 155 41
prctl 157 167  prlimit64 302 261  process_madvise 440 440  process_vm_readv 310 270  process_vm_writev 311 271
ptrace 101 117  quotactl 179 60  quotactl_fd 443 443  reboot 169 142  remap_file_pages 216 234  removexattr 197 14
request_key 249 218  rt_sigqueueinfo 129 138  rt_tgsigqueueinfo 297 240  sched_setaffinity 203 122
sched_setattr 314 274  sched_setparam 142 118  sched_setscheduler 144 119  semget 64 190  set_mempolicy 238 237
setdomainname 171 162  sethostname 170 161  setns 308 268  setpgid 109 154  setpriority 141 140  setsid 112 157
settimeofday 164 170  setxattr 188 5  shmget 29 194  socket 41 198  socketpair 53 199  swapoff 168 225  swapon 167 224
sysfs 139 -  syslog 103 116  tgkill 234 131  tkill 200 130  umount2 166 39  unshare 272 97  uselib 134 -
userfaultfd 323 282  ustat 136 -  utime 132 -  utimensat 280 88  utimes 235 -  vhangup 153 58
"""
FIRST_UNKNOWN = 463  # in the sandbox, calls newer than this table and those of the x32 ABI do not exist
AUDIT_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # linux/audit.h

FIRST_UID = 0x70000000  # above what systems and containers assign; adding the largest process id does not overflow

# linux/sched.h, linux/mount.h, linux/fcntl.h
CLONE_NEWNS, CLONE_NEWUTS, CLONE_NEWIPC, CLONE_NEWUSER = 0x20000, 0x4000000, 0x8000000, 0x10000000
CLONE_NEWPID, CLONE_NEWNET, CLONE_NEWCGROUP = 0x20000000, 0x40000000, 0x2000000
CLONE_NEW = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWCGROUP
RDONLY, NOSUID, NODEV, NOEXEC = 1, 2, 4, 8  # the same for mount and mount_setattr
MS_REC, MS_PRIVATE, MNT_DETACH = 0x4000, 0x40000, 2
OPEN_TREE_CLONE, OPEN_TREE_CLOEXEC, MOVE_MOUNT_F_EMPTY_PATH = 1, 0o2000000, 4
AT_FDCWD, AT_EMPTY_PATH, AT_RECURSIVE = -100, 0x1000, 0x8000
# linux/prctl.h, linux/capability.h
PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_CAPBSET_DROP = 1, 4, 22, 24
PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 36, 38
CAPABILITY_VERSION_3 = 0x20080522
# linux/landlock.h
LANDLOCK_VERSION, LANDLOCK_RULE_PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE, IOCTL_DEV = 1, 2, 4, 8, 1 << 14, 1 << 15
ALL_ACCESS = (1 << 15) - 1
OF_FILES = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL_DEV
TCP, SCOPES = 3, 3  # bind and connect; abstract sockets and signals
# linux/filter.h, linux/seccomp.h: instructions, results, and offsets of the parts of a call
LOAD, IF_EQUAL, IF_AT_LEAST, IF_ANY_BIT, MASK, RETURN = 0x20, 0x15, 0x35, 0x45, 0x54, 0x06
SECCOMP_MODE_FILTER, KILL_PROCESS, ERROR, ALLOW = 2, 0x80000000, 0x50000, 0x7FFF0000
AT_NUMBER, AT_ARCHITECTURE, AT_ARGUMENTS = 0, 4, 16
# asm-generic/ioctls.h, asm-generic/fcntl.h, linux/fcntl.h, linux/net.h
TIOCSTI, TIOCLINUX, FIOSETOWN, SIOCSPGRP = 0x5412, 0x541C, 0x8901, 0x8902
F_SETOWN, F_SETSIG, F_SETOWN_EX, F_SETLEASE, F_NOTIFY = 8, 10, 15, 1024, 1026
# A lease on a readable file makes each process wait that opens it, up to 45 seconds; the others send signals.
REFUSED_OF_FCNTL = (F_SETLEASE, F_NOTIFY, F_SETOWN, F_SETSIG, F_SETOWN_EX)
SOCK_TYPE_MASK = 0xF

if __name__ == "__main__":
    _try(next(tier for tier in TIERS if tier == sys.argv[1]), sys.argv[2:])
