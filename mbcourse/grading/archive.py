"""What was downloaded from an LMS: a zip, or a folder with files and zips directly in it.

Only plain files are read. Links are not followed, and nothing that was handed in is opened as a zip or as a table.
"""

import os
import re
import stat
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from types import TracebackType
from typing import IO

from mbcourse.grading.lms import is_named_by_lms
from mbcourse.grading.plain_files import open_plain

PIECE = 2**20  # bytes that are copied at a time
LARGEST_TABLE = 20 * 2**20  # bytes of a CSV file
NOT_A_FILE = "left out, a link or something else that is not a plain file"
UNREADABLE = "left out, it cannot be read"
UNUSUAL = "left out, packed by a method that no LMS uses"
USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound on memory
DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, NotImplementedError)


@dataclass(frozen=True)
class Entry:
    """A file in a folder, or in a zip in that folder.

    Attributes
    ----------
    path : PurePosixPath
        Its path, relative to the folder or in the zip.
    written : (datetime, float)
        When it was last written; for a file in a zip, as the zip says, then when the zip was.
    size : int
        Its size in bytes.
    open : callable
        Opens it for reading.
    container : str
        The name of the zip that it is in; empty, the default, if it is in none.

    Examples
    --------
    >>> import io
    >>> entry = Entry(PurePosixPath("ada/ps1.ipynb"), (datetime(2026, 11, 20), 0.0), 2, lambda: io.BytesIO(b"{}"))
    >>> entry.read()
    b'{}'
    """

    path: PurePosixPath
    written: tuple[datetime, float]
    size: int
    open: Callable[[], IO[bytes]]
    container: str = ""

    def read(self) -> bytes:
        """Return its content.

        Raises
        ------
        SystemExit
            If the zip that it is in is damaged here.
        OSError
            If it is in no zip, and cannot be read.
        """
        return b"".join(self._pieces())

    def copy(self, to: Path) -> None:
        """Copy it piece by piece, and no more than its size: a file in a zip can be larger than the zip says.

        Raises
        ------
        SystemExit, OSError
            As `read`.
        """
        with to.open("wb") as file:
            file.writelines(self._pieces())

    def _pieces(self) -> Iterator[bytes]:
        damaged = DAMAGED if self.container else ()
        try:
            with self.open() as file:
                left = self.size
                while left and (piece := file.read(min(left, PIECE))):
                    yield piece
                    left -= len(piece)
        except damaged as error:
            where = f"{self.container} is damaged at {str(self.path)!r}"
            raise SystemExit(f"{where} ({error}): download it again") from error


class Archive:
    """The files that an instructor gives to be collected; as a context manager it closes the zips.

    Parameters
    ----------
    path : Path
        A zip, or a folder. Zips that lie directly in the folder are read too, and CSV files that lie directly in it, or
        beside the zip, are tables. Not so if an LMS named them and others there: then they were handed in.

    Attributes
    ----------
    entries : list of Entry
        The notebooks.
    tables : list of Path
        The CSV files that were not handed in, sorted.
    left_out : list of (str, PurePosixPath or str)
        Why each of the other files was left out, and its path.

    Raises
    ------
    SystemExit
        If a zip is damaged, or has an entry outside the folder that it is unpacked to.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     with zipfile.ZipFile(Path(folder, "submissions.zip"), "w") as file:
    ...         file.writestr("ada/ps1.ipynb", "{}")
    ...         file.writestr("ada/notes.txt", "Mine.")
    ...     with Archive(Path(folder)) as archive:
    ...         [(str(entry.path), entry.read()) for entry in archive.entries], archive.left_out
    ([('ada/ps1.ipynb', b'{}')], [('left out, not a notebook', 'ada/notes.txt')])
    """

    def __init__(self, path: Path) -> None:
        self.entries: list[Entry] = []
        self.tables: list[Path] = []
        self.left_out: list[tuple[str, str]] = []
        self._zips = ExitStack()
        try:
            if path.is_dir():
                self._read_folder(path)
            else:
                self._read_zip(path, path.stat().st_mtime)
                self.tables = [each for each in sorted(path.parent.iterdir()) if _is_table(each)]
        except BaseException:
            self._zips.close()
            raise

    def __enter__(self) -> "Archive":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._zips.close()

    def _read_folder(self, root: Path) -> None:
        handed_in = _handed_in(os.listdir(root))
        for folder, folders, names in os.walk(root, onerror=lambda error: self._cannot_be_read(root, error)):
            folders.sort()
            for name in sorted([*names, *(each for each in folders if Path(folder, each).is_symlink())]):
                path = Path(folder, name)
                if folder == str(root) and name not in handed_in and _is_plain(path) and _suffix(name) == ".zip":
                    self._read_zip(path, path.stat().st_mtime)
                elif folder == str(root) and name not in handed_in and _is_table(path):
                    self.tables.append(path)
                else:
                    self._add_file(path, path.relative_to(root).as_posix())

    def _add_file(self, path: Path, name: str) -> None:
        about = path.lstat()
        if not stat.S_ISREG(about.st_mode):
            self.left_out.append((NOT_A_FILE, name))
        elif self._is_notebook(name):
            written = _date(partial(datetime.fromtimestamp, about.st_mtime)), about.st_mtime
            self.entries.append(Entry(PurePosixPath(name), written, about.st_size, partial(open_plain, path)))

    def _read_zip(self, path: Path, modified: float) -> None:
        try:
            opened = self._zips.enter_context(zipfile.ZipFile(path))
        except DAMAGED as error:
            raise SystemExit(f"{path.name} is damaged ({error}): download it again") from error
        for member in opened.infolist():
            name = member.filename.replace("\\", "/")
            if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
                raise SystemExit(f"{path.name} is refused: its entry {member.filename!r} points outside the folder")
            if not member.is_dir() and self._is_notebook(name):
                if member.compress_type not in USUAL:
                    self.left_out.append((UNUSUAL, name))
                    continue
                written = _date(partial(datetime, *member.date_time)), modified
                content = partial(opened.open, member)
                self.entries.append(Entry(PurePosixPath(name), written, member.file_size, content, path.name))

    def _is_notebook(self, name: str) -> bool:
        """Return whether a file is a notebook; another one is left out, those that only macOS knows without a word."""
        last = name.rpartition("/")[2]
        if last.startswith("._") or last == ".DS_Store" or "__MACOSX" in name.split("/"):
            return False
        if _suffix(last) == ".ipynb":
            return True
        self.left_out.append(("left out, not a notebook", name))
        return False

    def _cannot_be_read(self, root: Path, error: OSError) -> None:
        self.left_out.append((UNREADABLE, os.path.relpath(error.filename, root)))


def _suffix(name: str) -> str:
    return os.path.splitext(name)[1].lower()


def _handed_in(names: Iterable[str]) -> set[str]:
    """Return the files directly in a folder that an LMS named; a single one may be the instructor's own."""
    named = {name for name in names if is_named_by_lms(name)}
    return named if len(named) > 1 else set()


def _is_plain(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _is_table(path: Path) -> bool:
    return _suffix(path.name) == ".csv" and _is_plain(path) and path.stat().st_size <= LARGEST_TABLE


def _date(make: Callable[[], datetime]) -> datetime:
    """Return a date; one that does not exist counts as the oldest."""
    try:
        return make()
    except (ValueError, OverflowError, OSError):
        return datetime.min
