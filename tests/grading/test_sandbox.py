import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import types
from pathlib import Path

import pytest

from mbcourse.grading.confined import sandbox

ROOT = not os.geteuid()
STRANGER = 61000  # a user that owns nothing
# As root, the stronger tier is tried both as root and as an ordinary user.
CONFINED = [("namespaces", "user"), ("landlock", "user"), *([("namespaces", "root")] if ROOT else [])]
confined = pytest.mark.parametrize(("tier", "who"), CONFINED)
namespaces = pytest.mark.parametrize(("tier", "who"), [case for case in CONFINED if case[0] == "namespaces"])
MIB = 2**20


@pytest.fixture
def place():
    """A folder outside, with a secret that any user may change, and a copy of the module that any user may read."""
    folder = Path(tempfile.mkdtemp())
    for name in ("outside", "temporary"):
        (folder / name).mkdir()
    (folder / "outside/secret").write_text("secret")
    (folder / "mbcourse/grading/confined").mkdir(parents=True)
    for file in (Path(sandbox.__file__), Path(__file__).with_name("sandboxed.py")):
        shutil.copy(file, folder / "mbcourse/grading/confined")
    for path in (folder, *folder.rglob("*")):
        if ROOT:
            os.chown(path, STRANGER, STRANGER)
        path.chmod(0o777)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def run(place):
    """Return a function that runs code in a sandbox."""

    def run(
        code,
        tier="namespaces",
        who="user",
        *,
        limits=None,
        files=None,
        then="",
        before="",
        readable=(),
        keep=(),
        **inputs,
    ):
        request = {"code": code, "tier": tier, "limits": limits or {}, "files": files or {}, "then": then}
        request |= {
            "before": before,
            "file": f"{place}/mbcourse/grading/confined/sandbox.py",
            "readable": list(readable),
            "keep": list(keep),
        }
        request["inputs"] = {"outside": f"{place}/outside", "package": f"{place}/mbcourse"} | inputs
        other = {"user": STRANGER, "group": STRANGER, "extra_groups": []} if ROOT and who == "user" else {}
        done = subprocess.run(
            [python(**other), f"{place}/mbcourse/grading/confined/sandboxed.py"],
            input=json.dumps(request),
            capture_output=True,
            text=True,
            cwd=f"{place}/outside",
            env={"SECRET": "of the grader", "TMPDIR": f"{place}/temporary"},
            timeout=60,
            **other,
        )
        assert not done.returncode, done.stderr
        print(done.stderr)
        return json.loads(done.stdout) | {"stderr": done.stderr}

    return run


def python(**other):
    """Return a Python that the user may run: this one may be in root's folder."""
    try:
        subprocess.run([sys.executable, "-c", ""], check=True, stderr=subprocess.DEVNULL, **other)
    except (OSError, subprocess.CalledProcessError):
        return "/usr/bin/python3"
    return sys.executable


ATTACKS = {
    "read": "open(secret).read()",
    "list": "os.listdir(outside)",
    "append": "open(secret, 'a').write('mine')",
    "create": "open(outside + '/new', 'w')",
    "truncate": "os.truncate(secret, 0)",
    "rename": "os.rename(secret, outside + '/other')",
    "delete": "os.unlink(secret)",
    "link": "os.link(secret, 'link')",
    "symbolic link": "(os.symlink(secret, 'link'), open('link').read())",
    "permissions": "os.chmod(secret, 0o700)",
    "owner": "os.chown(secret, -1, os.getgid())",
    "times": "os.utime(secret)",
    "attribute": "os.setxattr(secret, 'user.mine', b'mine')",
    "watch": "syscall('inotify_add_watch', ctypes.CDLL(None).inotify_init(), secret.encode(), 1)",
    "package": "open(inputs['package'] + '/mine', 'w')",
    "through /proc": "open('/proc/self/root' + secret).read()",
    "forgotten descriptor": "os.read(theft(), 6)",
    "TCP": "socket.create_connection(('127.0.0.1', inputs['tcp']))",
    "UDP": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', inputs['tcp']))",
    "netlink": "socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, 0)",
    "abstract socket": "socket.socket(socket.AF_UNIX).connect('\\0' + inputs['abstract'])",
    "named socket": "socket.socket(socket.AF_UNIX).connect(outside + '/stream')",
    "datagram": "socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)[0].sendto(b'x', outside + '/datagrams')",
    "kill": "os.kill(decoy, signal.SIGKILL)",
    "queued signal": "syscall('rt_sigqueueinfo', decoy, 9, bytes(8) + b'\\xff' * 4 + bytes(116))",
    "pidfd": "signal.pidfd_send_signal(os.pidfd_open(decoy), signal.SIGKILL)",
    "signal of a socket": "fcntl.fcntl(channel, fcntl.F_SETOWN, decoy)",
    "owner of a signal": "fcntl.fcntl(reader(), fcntl.F_SETOWN, os.getpid())",
    "choice of a signal": "fcntl.fcntl(reader(), fcntl.F_SETSIG, signal.SIGKILL)",
    "lease": "fcntl.fcntl(reader(), fcntl.F_SETLEASE, fcntl.F_RDLCK)",
    "notice of changes": "fcntl.fcntl(os.open(inputs['package'], os.O_RDONLY), fcntl.F_NOTIFY, fcntl.DN_CREATE)",
    "limits of others": "resource.prlimit(decoy, resource.RLIMIT_CPU, (1, 1))",
    "priority of others": "os.setpriority(os.PRIO_PROCESS, decoy, 19)",
    "processors of others": "os.sched_setaffinity(decoy, {0})",
    "processes of others": "[1 for pid in os.listdir('/proc') if pid.isdigit()][3]",
    "command of others": "open(f'/proc/{decoy}/cmdline').read()",
    "environment of others": "open(f'/proc/{decoy}/environ').read()",
    "trace": "syscall('ptrace', 0x4206, decoy, 0, 0)",
    "memory of others": "open(f'/proc/{decoy}/mem', 'rb')",
    "memory file": "os.memfd_create('mine')",
    "shared memory": "syscall('shmget', 0, 4096, 0o1600)",
    "user namespace": "syscall('unshare', 0x10000000)",
    "clone": "syscall('clone', 0x10000000 | signal.SIGCHLD, 0, 0, 0, 0)",
    "personality": "syscall('personality', 0xffffffff)",
}
ATTEMPTS = """
secret, outside, decoy = inputs["outside"] + "/secret", inputs["outside"], inputs["decoy"]

def theft():
    return next(fd for fd in range(3, 99) if os.path.exists(f"/proc/self/fd/{fd}") and fd != channel.fileno())

def reader():
    return os.open(inputs["package"] + "/grading/confined/sandbox.py", os.O_RDONLY)

for name, attack in inputs["attacks"].items():
    if not os.fork():  # so that a file that one attack opens does not help the next
        try:
            exec(attack)
            say([name, "done"])
        except (OSError, IndexError, StopIteration):
            say([name, "refused"])
        os._exit(0)
    os.wait()
"""


@pytest.fixture
def sockets(place):
    """Sockets outside that accept any connection."""
    with (
        socket.create_server(("127.0.0.1", 0)) as tcp,
        socket.socket(socket.AF_UNIX) as abstract,
        socket.socket(socket.AF_UNIX) as stream,
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as datagrams,
    ):
        abstract.bind(f"\0{place}")
        abstract.listen()
        stream.bind(f"{place}/outside/stream")
        stream.listen()
        datagrams.bind(f"{place}/outside/datagrams")
        for name in ("stream", "datagrams"):
            (place / "outside" / name).chmod(0o777)
        yield {"tcp": tcp.getsockname()[1], "abstract": str(place)}


@confined
def test_attacks_fail(run, place, sockets, tier, who):
    result = run(ATTEMPTS, tier, who, attacks=ATTACKS, **sockets)
    assert result["messages"] == [[attack, "refused"] for attack in ATTACKS]
    assert result["status"] == 0
    assert result["spared"]
    assert (place / "outside/secret").read_text() == "secret"


def test_attacks_fail_with_the_oldest_landlock_that_is_accepted(run, sockets):
    before = "sandbox.SCOPES = sandbox.TCP = sandbox.IOCTL_DEV = 0"
    result = run(ATTEMPTS, "landlock", attacks=ATTACKS, before=before, **sockets)
    assert result["messages"] == [[attack, "refused"] for attack in ATTACKS]
    assert result["spared"]


@pytest.mark.prove
@pytest.mark.parametrize("attack", sorted(set(ATTACKS) - {"forgotten descriptor"}))
def test_attack_succeeds_if_only_limits_are_set(run, sockets, attack):
    result = run(ATTEMPTS, "limits", attacks={attack: ATTACKS[attack]}, **sockets)
    assert result["messages"][0] == [attack, "done"]


@confined
def test_every_refused_call_is_refused(run, tier, who):
    names = sandbox.REFUSED.split() + (sandbox.REFUSED_WITHOUT_NAMESPACES.split() if tier == "landlock" else [])
    code = """
say([name for name in inputs["names"] if sandbox._numbers()[name] and attempt(lambda: syscall(name)) != "EPERM"])
say([attempt(lambda: syscall(name)) for name in ("clone3", "socket")])
say(ctypes.CDLL(None, use_errno=True).syscall(500) or ctypes.get_errno())
"""
    assert run(code, tier, who, names=names)["messages"] == [[], ["ENOSYS", "EPERM"], -1]


@confined
def test_sees_nothing_of_the_process_that_it_was_forked_from(run, tier, who):
    code = """
say(sorted(int(fd) for fd in os.listdir("/proc/self/fd") if os.path.exists(f"/proc/self/fd/{fd}")))
say([os.readlink(f"/proc/self/fd/{fd}") for fd in (0, 1, 2)])
say(channel.fileno())
say(sorted(os.environ))
say(open("/proc/self/environ").read().strip("\\0"))
say([attempt(lambda: open(f"/proc/{os.getppid()}/{name}", "rb").read()) for name in ("environ", "mem", "maps")])
say(attempt(lambda: os.listdir(f"/proc/{os.getppid()}/fd")))
"""
    descriptors, streams, channel, names, start, parent, files = run(code, tier, who)["messages"]
    assert descriptors == [0, 1, 2, channel]
    assert streams == ["/dev/null"] * 3
    assert {"HOME", "IPYTHONDIR", "MPLCONFIGDIR", "OMP_NUM_THREADS", "PATH", "TMPDIR"} <= set(names)
    assert "SECRET" not in names
    assert start == ""
    assert set(parent) <= {"EACCES", "EPERM"}
    assert files in {"EACCES", "EPERM"}


@confined
def test_has_no_privilege_and_cannot_gain_any(run, tier, who):
    code = """
status = dict(line.split(":", 1) for line in open("/proc/self/status"))
say({name: status[name].strip() for name in ("CapEff", "CapPrm", "CapInh", "CapAmb", "NoNewPrivs", "Seccomp")})
say(os.getresuid())
say([attempt(lambda: os.setresuid(0, 0, 0)), attempt(lambda: os.setresgid(0, 0, 0)), attempt(lambda: os.setgroups([]))])
say(attempt(lambda: open("/proc/sys/kernel/hostname", "w")))
"""
    status, users, changes, setting = run(code, tier, who)["messages"]
    assert {int(status[name], 16) for name in ("CapEff", "CapPrm", "CapInh", "CapAmb")} == {0}
    assert (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2")
    assert len(set(users)) == 1
    assert users[0] > sandbox.FIRST_UID if who == "root" else users[0] != 0
    assert set(changes) <= {"EPERM", "EINVAL"}  # EINVAL for a user that does not exist in its namespace
    assert setting in {"EACCES", "EPERM", "EROFS"}


@namespaces
def test_file_system_is_small_and_read_only(run, tier, who):
    code = """
say(sorted(os.listdir("/")))
say(sorted(os.listdir("/dev")))
say([attempt(lambda: open(folder + "/new", "w")) for folder in ("/", "/etc", "/usr/bin", "/dev", sys.prefix + "/bin")])
own = (".", "/tmp", "/dev/shm", os.environ["HOME"])
say([attempt(lambda: open(f"{folder}/new", "w").write("x")) for folder in own])
import multiprocessing
say(multiprocessing.Semaphore().acquire())
say(subprocess.run("echo $((6 * 7))", shell=True, capture_output=True, text=True).stdout)
say(len(os.ttyname(os.openpty()[1])) > 0)
say(os.listdir("/sys/devices/system"))
"""
    top, devices, closed, own, lock, shell, terminal, system = run(code, tier, who)["messages"]
    paths = [sandbox.OWN, "/proc", "/tmp", *sandbox.SYSTEM, *sandbox.DEVICES, *sandbox.readable()]
    assert set(top) <= {path.split("/")[1] for path in paths}
    assert devices == ["null", "ptmx", "pts", "random", "shm", "urandom", "zero"]
    assert set(closed) <= {"EROFS", "EACCES"}
    assert own == [1, 1, 1, 1]
    assert lock
    assert shell == "42\n"
    assert terminal
    assert system == ["cpu"]


def test_reads_the_packages_but_not_the_rest_of_the_checkout(run, place):
    checkout = Path(sandbox.__file__).parents[3]
    code = """
say([os.path.exists(f"{inputs['checkout']}/{name}") for name in ("mbcourse/data.py", "exercises", "tests", ".git")])
say(subprocess.run([inputs["python"], "-c", "import numpy, mbcourse"], capture_output=True, text=True).stderr)
"""
    inputs = {"checkout": str(checkout), "python": sys.executable}
    messages = run(code, who="root", readable=sandbox.readable(), **inputs)["messages"]
    assert messages == [[True, False, False, False], ""]


@pytest.mark.parametrize("tier", sandbox.TIERS)
def test_files_are_in_the_work_folder(run, place, tier):
    (place / "outside/notes").symlink_to(place / "outside/secret")  # where the harness was started
    code = """
paths = [os.path.join(folder, name) for folder, _, names in os.walk(".") for name in names]
say({path[2:]: open(path).read() for path in paths})
open("notes", "a").write(" and more")
say(os.getcwd())
"""
    files = {"notes": "mine", "data/train.csv": "x,y", "data/deep/er": ""}
    contents, folder = run(code, tier, files=files)["messages"]
    assert contents == files
    assert (place / "outside/secret").read_text() == "secret"
    assert not Path(folder).exists()


@pytest.mark.parametrize("name", ["/etc/mine", "../mine", "a/../../mine", "", ".", "..", "a//b", "./a", "a\0b"])
def test_file_name_that_leads_elsewhere_is_refused(run, place, name):
    result = run("say('entered')", files={name: "content"})
    assert (result["messages"], result["status"]) == ([], sandbox.FAILED)
    assert f"{name!r} is not a valid name for a file" in result["stderr"]
    assert not list((place / "temporary").iterdir())


@pytest.mark.parametrize("path", ["/", "usr", "/usr/../etc", "/not/there"])
@confined
def test_path_that_cannot_be_made_readable_is_refused(run, path, tier, who):
    result = run("say('entered')", tier, who, readable=[path])
    assert (result["messages"], result["status"]) == ([], sandbox.FAILED)
    assert f"{path!r} cannot be made readable" in result["stderr"]


@confined
def test_fork_bomb_is_stopped(run, tier, who):
    code = """
pids = []
try:
    while len(pids) < 300:
        pid = os.fork()
        if not pid:
            time.sleep(100)
            os._exit(0)
        pids.append(pid)
except BlockingIOError:
    pass
say(len(pids))
say(resource.getrlimit(resource.RLIMIT_NPROC)[0])
"""
    result = run(code, tier, who, limits={"processes": 20})
    started, most = result["messages"]
    assert 10 < started <= most
    assert most == 20 or tier == "landlock"  # there it is 20 more than the user's processes at the start
    assert result["ended"]


@confined
def test_memory_is_limited(run, tier, who):
    code = """
say(len(bytearray(100 * 2**20)))
say(attempt(lambda: len(bytearray(300 * 2**20))))
say(attempt(lambda: len(mmap.mmap(-1, 300 * 2**20))))
"""
    assert run(code, tier, who, limits={"memory": 200 * MIB})["messages"] == [100 * MIB, "MemoryError", "ENOMEM"]


@namespaces
def test_memory_of_all_processes_is_limited_where_a_cgroup_can_be_made(run, tier, who):
    code = """
say([line.strip().split(":")[1:] for line in open("/proc/self/cgroup") if "mbcourse-" in line])
for _ in range(4):
    if not os.fork():
        content = bytearray(b"x") * (120 * 2**20)
        time.sleep(1)
        os._exit(0)
say([os.wait()[1] for _ in range(4)].count(0))
"""
    cgroups, survivors = run(code, tier, who, limits={"memory": 300 * MIB})["messages"]
    assert survivors <= 2 if cgroups else survivors == 4
    assert not any(Path(f"/sys/fs/cgroup/{names}/{path}").exists() for names, path in cgroups)


def test_cgroup_has_its_settings_and_stale_ones_are_removed(tmp_path):
    (tmp_path / "mbcourse-99999999").mkdir()  # no process can have this number
    (tmp_path / "mbcourse-1").mkdir()
    cgroup = sandbox._cgroup(tmp_path, {"memory.max": 5, "memory.swap.max": 0, "pids.max": 7}, 123)
    assert cgroup == tmp_path / f"mbcourse-{os.getpid()}"
    assert {file.name: file.read_text() for file in cgroup.iterdir()} == {
        "memory.max": "5",
        "pids.max": "7",
        "cgroup.procs": "123",
    }
    assert {folder.name for folder in tmp_path.iterdir()} == {"mbcourse-1", cgroup.name}
    assert sandbox._cgroup(tmp_path, {}, 123) is None  # it exists already


@confined
def test_file_size_and_open_files_are_limited(run, tier, who):
    code = """
say(attempt(lambda: open("large", "wb").write(bytes(2 * 2**20))))
say(os.path.getsize("large"))
say(attempt(lambda: [os.open("/dev/null", os.O_RDONLY) for _ in range(100)]))
say([attempt(lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))) for most in (50, 40)])
"""
    messages = run(code, tier, who, limits={"file_size": MIB, "open_files": 50})["messages"]
    assert messages == ["EFBIG", MIB, "EMFILE", [None, None]]


@namespaces
def test_disk_is_limited(run, tier, who):
    code = """
def fill(folder, size):
    total = 0
    try:
        for number in range(100_000):
            with open(f"{folder}/{number}", "wb", buffering=0) as file:
                total += file.write(bytes(size)) if size else 1
    except OSError as error:
        say([errno.errorcode[error.errno], total])

fill(".", 2**20)
fill("/tmp", 2**20)
fill("/dev/shm", 0)
"""
    (first, much), (second, more), (third, count) = run(code, tier, who, limits={"disk": 8 * MIB})["messages"]
    assert {first, second, third} == {"ENOSPC"}
    assert 7 * MIB < much + more <= 8 * MIB
    assert count < 8 * MIB // 4096 + 64


@confined
def test_processor_time_is_limited(run, tier, who):
    assert run("while True: pass", tier, who, limits={"cpu_seconds": 1})["status"] == sandbox.KILLED + 9


@confined
def test_exit_status_is_passed_on(run, tier, who):
    assert run("os._exit(3)", tier, who)["status"] == 3


@pytest.mark.parametrize(("end", "signal"), [("os.kill(os.getpid(), 9)", 9), ("os.abort()", 6)])
@confined
def test_signal_is_passed_on(run, tier, who, end, signal):
    assert run(end, tier, who)["status"] == sandbox.KILLED + signal


DAEMON = """
if not os.fork():
    attempt(os.setsid)
    if not os.fork():
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        for _ in range(300):
            time.sleep(0.1)
    os._exit(0)
time.sleep(0.1)
"""


@confined
def test_daemon_ends_with_the_sandbox(run, tier, who):
    assert run(DAEMON, tier, who)["ended"]


@pytest.mark.parametrize("killed", ["parent", "waiter", "init"])
@confined
def test_nothing_is_left_when_a_process_of_the_chain_is_killed(run, place, tier, who, killed):
    result = run(DAEMON + "say('ready'); time.sleep(100)", tier, who, then=f"kill {killed}")
    assert result["ended"]
    assert result["status"] != 0
    assert not list((place / "temporary").iterdir())


@pytest.mark.parametrize("tier", sandbox.TIERS)
def test_interrupt_of_the_waiter_reaches_the_student(run, tier):
    code = """
try:
    say("ready")
    time.sleep(100)
except KeyboardInterrupt:
    say("interrupted")
"""
    result = run(code, tier, then="interrupt waiter")
    assert (result["messages"], result["status"]) == (["ready", "interrupted"], 0)


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("import platform; platform.machine = lambda: 'riscv64'", "linux riscv64 machine"),
        ("sandbox._call = None", "not callable"),
        ("sandbox.DEVICES = ('/dev/missing',)", "No such file"),
        ("sandbox.os.setsid = lambda: 1 / 0", "division by zero"),
        ("sandbox.NUMBERS = sandbox.NUMBERS.replace('ptrace 101 117', '')", "ptrace"),
    ],
)
@namespaces
def test_any_failure_ends_it(run, tier, who, before, message):
    result = run("say('entered')", tier, who, before=before)
    assert (result["messages"], result["status"]) == ([], sandbox.FAILED)
    assert message in result["stderr"]


@pytest.mark.parametrize(
    ("tier", "who", "message"),
    [
        ("none", "user", "'none' is not a tier"),
        *([("landlock", "root", "Landlock does not restrain root")] if ROOT else []),
    ],
)
def test_a_tier_that_cannot_be_used_is_refused(run, tier, who, message):
    result = run("say('entered')", tier, who)
    assert (result["messages"], result["status"]) == ([], sandbox.FAILED)
    assert message in result["stderr"]


def test_standard_stream_cannot_be_kept(run):
    result = run("say('entered')", keep=[1])
    assert (result["messages"], result["status"]) == ([], sandbox.FAILED)
    assert "standard streams cannot be kept" in result["stderr"]


# As in Docker's default filter, and on kernels without Landlock.
FORBID = """
steps = [sandbox._step(sandbox.LOAD, sandbox.AT_NUMBER)]
for name in {names}:
    steps += sandbox._refuse(name)
sandbox._call("prctl", sandbox.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
sandbox._install_filter([*steps, sandbox._step(sandbox.RETURN, sandbox.ALLOW)])
"""


@pytest.mark.parametrize(
    ("forbidden", "working"),
    [
        ([], ["namespaces", "landlock", "limits"]),
        (["landlock_create_ruleset"], ["namespaces", "limits"]),
        (["unshare"], ["landlock", "limits"]),
        (["mount_setattr"], ["landlock", "limits"]),
        (["unshare", "landlock_create_ruleset"], ["limits"]),
    ],
)
def test_tiers_are_those_that_work(run, forbidden, working):
    code = """
say(sandbox.tiers())
for unsafe in (False, True):
    try:
        say(sandbox.choose(unsafe))
    except RuntimeError as error:
        say(str(error))
"""
    tiers, chosen, unsafe = run(code, "limits", before=FORBID.format(names=forbidden))["messages"]
    assert tiers == working
    assert unsafe == working[0]
    if len(working) > 1:
        assert chosen == working[0]
    else:
        assert "unshare: Operation not permitted" in chosen
        assert "AppArmor" in chosen


def test_other_systems_are_refused_with_advice(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    sandbox._obstacle.cache_clear()
    try:
        assert sandbox.tiers() == []
        with pytest.raises(RuntimeError, match="WSL 2"):
            sandbox.choose(unsafe=True)
    finally:
        sandbox._obstacle.cache_clear()


def test_calls_introduced_since_tables_were_unified_have_one_number():
    words = sandbox.NUMBERS.split()
    rows = list(zip(words[::3], words[1::3], words[2::3], strict=True))
    assert len({name for name, _, _ in rows}) == len(rows)
    assert all(one == other for _, one, other in rows if other != "-" and int(one) >= 424)
    assert all(int(one) < sandbox.FIRST_UNKNOWN for _, one, _ in rows)


@pytest.fixture
def in_place(tmp_path, monkeypatch):
    """Return a function that installs packages in place: by a .pth file with these lines, or a finder of setuptools."""
    packages = tmp_path / "site-packages"
    packages.mkdir()
    monkeypatch.setattr(sandbox, "_site_folders", lambda: [str(packages)])
    monkeypatch.setattr(sys, "path", [*sys.path, str(packages)])

    def in_place(name, *lines, mapping=None, namespaces=None):
        if mapping is None:
            (packages / name).write_text("".join(f"{line}\n" for line in lines))
            sys.path.extend(line for line in lines if line.startswith("/"))
        else:
            finder = types.ModuleType(name)
            finder.MAPPING, finder.NAMESPACES = mapping, namespaces or {}
            monkeypatch.setitem(sys.modules, name, finder)

    return in_place


def made(folder, *names):
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    return str(folder)


def test_folders_of_packages_installed_in_place_are_opened(in_place, tmp_path):
    source = made(tmp_path / "project/src", "tool/__init__.py")
    not_on_the_path = made(tmp_path / "other", "x.py")
    in_place("tool.pth", source, "# a comment", "import os")
    (tmp_path / "site-packages/old.pth").write_text(not_on_the_path)
    mapping = made(tmp_path / "flat/kit", "__init__.py"), made(tmp_path / "flat", "single.py")
    space = made(tmp_path / "flat/space", "part.py")
    in_place(
        "__editable___kit_1_0_finder",
        mapping={"kit": mapping[0], "single": f"{mapping[1]}/single"},
        namespaces={"space": [space]},
    )
    opened = {path for path in sandbox.readable() if path.startswith(str(tmp_path))} - {f"{tmp_path}/site-packages"}
    assert opened == {source, mapping[0], f"{mapping[1]}/single.py", space}
    assert sandbox.kept_closed() == []


@pytest.mark.parametrize("marker", sandbox.OF_A_CHECKOUT)
@pytest.mark.parametrize("pth", ["_editable_impl_tool.pth", "__editable__.tool-1.0.pth", "tool.pth", "dist.pth"])
def test_of_a_whole_checkout_only_the_package_is_opened(in_place, tmp_path, marker, pth):
    checkout = made(tmp_path / "checkout", "tool/__init__.py", "tests/__init__.py", "solutions.ipynb", marker)
    made(tmp_path / "site-packages/dist-2.0.dist-info", "top_level.txt")
    (tmp_path / "site-packages/dist-2.0.dist-info/top_level.txt").write_text("tool\n")
    in_place(pth, checkout)
    assert [path for path in sandbox.readable() if path.startswith(checkout)] == [f"{checkout}/tool"]


def test_a_checkout_whose_package_is_not_known_stays_closed(in_place, tmp_path):
    checkout = made(tmp_path / "checkout", "another/__init__.py", "pyproject.toml")
    in_place("tool.pth", checkout)
    in_place("__editable___root_finder", mapping={"root": checkout})
    assert not [path for path in sandbox.readable() if path.startswith(checkout)]
    assert sandbox.kept_closed() == [checkout]


@pytest.mark.parametrize("package", ["course", "course/source", "course/source/helpers", "."])
def test_a_package_that_contains_a_course_or_lies_in_its_solutions_stays_closed(in_place, tmp_path, package):
    closed = [made(tmp_path / "all/course/source", "ps1.ipynb"), str(tmp_path / "all/course/gradebook.db")]
    folder = os.path.normpath(made(tmp_path / "all" / package, "module.py"))
    beside = made(tmp_path / "all/course/helpers", "module.py")
    in_place("tool.pth", folder)
    in_place("__editable___kit_finder", mapping={"kit": folder, "helpers": beside})
    opened = sandbox.readable(closed)
    assert folder not in opened and beside in opened
    assert sandbox.kept_closed(closed) == [folder]
    assert folder in sandbox.readable()


def test_a_folder_that_contains_the_home_folder_stays_closed(in_place, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", made(tmp_path / "users/me", "module.py"))
    in_place("tool.pth", f"{tmp_path}/users", f"{tmp_path}/users/me")
    assert sandbox.kept_closed() == [f"{tmp_path}/users", f"{tmp_path}/users/me"]
