"""The files that a student handed in beside the notebook: only plain files are read, and neither many nor large ones.

A submitted folder can hold anything: links to the grader's own files, pipes that never end, a million entries.
"""

import os
import stat
from base64 import b64encode
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from mbcourse.grading.plain_files import NotPlain, open_plain
from mbcourse.grading.printed import shown

FILES = 100  # files of one submission
BYTES = 20 * 2**20  # bytes of all of them together
DEPTH = 8  # folders inside folders
NAME = 200  # bytes of a file's path inside the submission
ENTRIES = 1000  # files and folders that are looked at

# nbgrader's own, notebooks, and what Python, Jupyter and macOS leave behind.
NOT_HANDED_IN = (
    *("timestamp.txt", "submission_secret.txt"),
    *("*.ipynb", "*.pyc", "__pycache__", ".ipynb_checkpoints", ".DS_Store"),
)


@dataclass(frozen=True)
class SubmittedFiles:
    """The files of a submission.

    Attributes
    ----------
    contents : dict
        Their contents, in base64, by relative path; empty by default.
    left_out : tuple of str
        What was left out, and why; empty by default.

    Examples
    --------
    >>> SubmittedFiles({"helper.py": "eCA9IDE="}).left_out
    ()
    """

    contents: dict[str, str] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()


class _LeftOut(Exception):
    """A file is left out; the message says why."""


def read_files(folder: Path, released: Collection[str] = (), ignored: Sequence[str] = ()) -> SubmittedFiles:
    """Read the files in a submission's folder and its subfolders.

    No link is followed. Notebooks and nbgrader's own files do not count, nor do files that the assignment has too: the
    assignment's own overwrite them, as in nbgrader.

    Parameters
    ----------
    folder : Path
        The submission's folder.
    released : collection of str
        The relative paths of the assignment's files.
    ignored : sequence of str
        Patterns of further names that do not count.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as root:
    ...     _ = Path(root, "helper.py").write_text("x = 1")
    ...     Path(root, "key").symlink_to("/etc/passwd")
    ...     read_files(Path(root))
    SubmittedFiles(contents={'helper.py': 'eCA9IDE='}, left_out=('key: not a plain file',))
    """
    if folder.is_symlink() or not folder.is_dir():
        return SubmittedFiles({}, ("the whole folder: it is a link",) if folder.is_symlink() else ())
    contents: dict[str, str] = {}
    left_out: list[str] = []
    room = BYTES
    taken = {parent for name in released for parent in _parents(name)}  # the names of the assignment's folders
    for count, (name, descriptor) in enumerate(_entries(folder, (*NOT_HANDED_IN, *ignored), left_out)):
        if count == ENTRIES:
            left_out.append(f"everything after the first {ENTRIES} entries")
            break
        if descriptor is None or name in released:
            continue
        try:
            if name in taken or not _parents(name).isdisjoint(released):
                raise _LeftOut("the assignment has a file or a folder in its place")
            if len(contents) == FILES:
                raise _LeftOut(f"more than {FILES} files")
            content = _content(name, descriptor, room)
        except _LeftOut as reason:
            left_out.append(f"{shown(name)}: {reason}")
        else:
            room -= len(content)
            contents[name] = b64encode(content).decode()
    return SubmittedFiles(contents, tuple(left_out))


def _parents(name: str) -> set[str]:
    return {str(parent) for parent in PurePath(name).parents} - {"."}


def _entries(folder: Path, ignored: Sequence[str], left_out: list[str]) -> Iterator[tuple[str, int | None]]:
    """Yield the relative path of each entry, and the descriptor of the folder that a file is in, None for folders.

    Those in a folder come before those in its subfolders.
    """

    def unreadable(error: OSError) -> None:
        left_out.append(f"a folder that cannot be read ({error.strerror})")

    for path, folders, names, descriptor in os.fwalk(folder, onerror=unreadable):
        inside = os.path.relpath(path, folder)
        counted = [n for n in sorted([*folders, *names]) if not any(fnmatchcase(n, each) for each in ignored)]
        walked = []
        for name in counted:
            relative = os.path.normpath(os.path.join(inside, name))
            is_folder = stat.S_ISDIR(_mode(name, descriptor))
            yield relative, None if is_folder else descriptor
            if is_folder and len(PurePath(relative).parts) > DEPTH:
                left_out.append(f"{shown(relative)}: more than {DEPTH} folders inside each other")
            elif is_folder:
                walked.append(name)
        folders[:] = walked


def _mode(name: str, descriptor: int) -> int:
    try:
        return os.stat(name, dir_fd=descriptor, follow_symlinks=False).st_mode
    except OSError:
        return 0


def _content(name: str, descriptor: int, room: int) -> bytes:
    """Return a file's content; the folder that it is in is open as ``descriptor``."""
    if not name.isprintable() or len(name.encode()) > NAME:
        raise _LeftOut("its name is too long" if name.isprintable() else "its name cannot be printed")
    try:
        with open_plain(os.path.basename(name), descriptor) as file:
            content = file.read(room + 1)
    except NotPlain as error:
        raise _LeftOut("not a plain file") from error
    except OSError as error:
        raise _LeftOut(f"it cannot be read ({error.strerror})") from error
    if len(content) > room:
        raise _LeftOut(f"together with the others more than {BYTES // 2**20} MiB")
    return content
