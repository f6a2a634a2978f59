"""Who else on this machine can read a course, or change what was collected: a course that is open is refused.

A folder that others cannot enter protects everything in it, whatever the permissions there. So each path is followed
from the root of the file system down, until a folder keeps the others out.
"""

import os
import shlex
import stat
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from nbgrader.coursedir import CourseDirectory

from mbcourse.grading.course import CourseError
from mbcourse.grading.results import STORE
from mbcourse.grading.secret import FILE

if sys.platform != "win32":
    import grp
    import pwd

ACCESS_LIST = "system.posix_acl_access"  # the attribute of a file with an access control list, on Linux


def private_paths(directory: CourseDirectory) -> tuple[str, ...]:
    """Return what only instructors may see: solutions, submissions, marks, feedback, settings and the secret.

    Parameters
    ----------
    directory : CourseDirectory
        The course's folders.

    Examples
    --------
    >>> [os.path.basename(path) for path in private_paths(CourseDirectory(root="/courses/this-term"))][:5]
    ['source', 'solution', 'submitted', 'autograded', 'feedback']
    """
    given = (directory.source_directory, directory.solution_directory, directory.submitted_directory)
    steps = (*given, directory.autograded_directory, directory.feedback_directory)
    gradebook = str(directory.db_url).partition("sqlite:///")[2] or "gradebook.db"
    names = ("nbgrader_config.py", gradebook, STORE, FILE)
    return (*(_folder(directory, step) for step in steps), *(os.path.join(directory.root, name) for name in names))


def require_closed(directory: CourseDirectory) -> None:
    """Require that no other account can read a course, replace it, or change what was collected.

    Root, the account that runs this and the owner of the course's folder are no others; nor is a group of which one
    such account is the only member and whose name it has. With nbgrader's setting ``CourseDirectory.groupshared`` the
    group of the course's folder and its members are none either.

    Parameters
    ----------
    directory : CourseDirectory
        The course's folders.

    Raises
    ------
    CourseError
        If another account can; the message names the path, and the command that mends it.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:  # nobody else can enter it
    ...     os.mkdir(f"{folder}/source")
    ...     require_closed(CourseDirectory(root=folder))
    ...     os.chmod(folder, 0o755)
    ...     require_closed(CourseDirectory(root=folder))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
        ...
    mbcourse.grading.course.CourseError: other accounts ... can read or change /.../source; run: chmod 700 /...
    """
    if sys.platform == "win32":
        raise CourseError(
            "who else can read this course cannot be seen on Windows: use WSL, with the course in its home"
        )
    root = Path(directory.root).resolve()
    insiders = _insiders(root, directory.groupshared)
    for path in map(Path, private_paths(directory)):
        if path.exists():
            _require_closed(path, root, insiders)
            _require_closed(path.resolve(), root, insiders)  # elsewhere, if it is a link
    submitted = Path(_folder(directory, directory.submitted_directory))
    for path, account in _owned_by_others(submitted, insiders):
        others, kept = shlex.quote(f"{submitted}.others"), shlex.quote(str(submitted))
        raise CourseError(
            f"{path} belongs to another account ({account}), which can change it even where it cannot enter; "
            f"run: mv {kept} {others} && cp -R {others} {kept}"
        )


@dataclass(frozen=True)
class _Insiders:
    """The accounts that a course belongs to, the groups that have no other member, and the group that shares it."""

    accounts: frozenset[int]
    groups: frozenset[int]
    sharing: int | None

    def include(self, account: int) -> bool:
        return account in self.accounts or (self.sharing is not None and self.sharing in _groups(account))

    def others(self, path: Path) -> int:
        """Return what others may do with a file or folder: the bits 4 (read), 2 (write) and 1 (enter)."""
        about = path.stat()
        theirs = about.st_mode & stat.S_IRWXO
        # With an access control list, the group's bits are the most that anybody on the list may do.
        if about.st_gid != self.sharing and (about.st_gid not in self.groups or _has_list(path)):
            theirs |= (about.st_mode & stat.S_IRWXG) >> 3
        return theirs


def _insiders(root: Path, shared: bool) -> _Insiders:
    about = root.stat()
    accounts = frozenset({0, os.geteuid(), about.st_uid})
    groups = frozenset(group for account in accounts for group in _groups(account) if _is_own(group, account))
    return _Insiders(accounts, groups, about.st_gid if shared else None)


def _require_closed(path: Path, root: Path, insiders: _Insiders) -> None:
    """Follow a path from the root of the file system to a folder that others cannot enter."""
    mode = "700" if insiders.sharing is None else "o-rwx"
    close_course = f"run: chmod {mode} {shlex.quote(str(root))}"
    way = [*reversed(path.parents), path]
    for folder, inside in pairwise(way):
        theirs = insiders.others(folder)
        if theirs & 3 == 3 and not folder.stat().st_mode & stat.S_ISVTX:
            mend = close_course if folder.is_relative_to(root) else f"run: chmod +t {shlex.quote(str(folder))}"
            raise CourseError(f"other accounts on this machine can replace {inside}; {mend}")
        if not theirs & 1:
            return
    if insiders.others(path):
        mend = close_course if path.is_relative_to(root) else f"run: chmod go-rwx {shlex.quote(str(path))}"
        raise CourseError(f"other accounts on this machine can read or change {path}; {mend}")


def _owned_by_others(folder: Path, insiders: _Insiders) -> Iterator[tuple[Path, str]]:
    """Yield what belongs to others, and to whom: to change it they need no way to it but a link made before."""
    for path, folders, files in os.walk(folder):
        for name in (*folders, *files):
            account = os.lstat(os.path.join(path, name)).st_uid
            if not insiders.include(account):
                yield Path(path, name), _name(account)


def _folder(directory: CourseDirectory, step: str) -> str:
    """Return the folder of a step, such as ``submitted``, of all students and assignments."""
    return str(directory.format_path(step, "*", "*")).partition("*")[0].rstrip("/")


def _has_list(path: Path) -> bool:
    return sys.platform == "linux" and ACCESS_LIST in os.listxattr(path)


@cache
def _groups(account: int) -> list[int]:
    try:
        entry = pwd.getpwuid(account)
    except KeyError:
        return []
    return os.getgrouplist(entry.pw_name, entry.pw_gid)


def _is_own(group: int, account: int) -> bool:
    """Return whether a group has an account's name and no other member: each account's first group on most systems."""
    try:
        entry = grp.getgrgid(group)
    except KeyError:
        return False
    return entry.gr_name == _name(account) and set(entry.gr_mem) <= {entry.gr_name}


def _name(account: int) -> str:
    try:
        return pwd.getpwuid(account).pw_name
    except KeyError:
        return str(account)
