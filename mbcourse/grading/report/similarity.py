"""Finds pairs of submissions with unusual code in common, by winnowing.

Code is read as a sequence of tokens in which names, numbers, texts, comments and layout make no difference. Every K
consecutive tokens are hashed, and of every WINDOW consecutive hashes the smallest is kept as a fingerprint:
winnowing (Schleimer, Wilkerson, Aiken, 2003, "Winnowing: local algorithms for document fingerprinting", SIGMOD,
https://doi.org/10.1145/872757.872770). Two texts that share K + WINDOW - 1 consecutive tokens share a fingerprint;
texts that share no K consecutive tokens share none, unless hashes collide.

What is read of a submission is bounded: Python's tokenizer takes hours for some texts of a megabyte, because it looks
at the rest of a line again after each character. With these bounds no submission takes it more than a second or two.
"""

import io
import keyword
import tokenize
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from itertools import combinations, islice
from statistics import median

K = 10  # tokens per hash: a shorter shared passage is never noticed
WINDOW = 8  # hashes of which one is kept: a shared passage of K + WINDOW - 1 tokens or more is always noticed
LONGEST = 50_000  # tokens of a cell that are read
CODE = 100_000  # characters of a submission that are read
WIDTH = 1000  # characters of a line that are read
FEWEST = 12  # unusual fingerprints, some fifty tokens, that a submission must have to be compared
THRESHOLD = 0.6  # similarity from which a pair is listed

IGNORED = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}

Code = Mapping[str, str]  # the source of each cell, by its id
Fingerprints = dict[bytes, set[str]]  # the cells in which each fingerprint starts


@dataclass(frozen=True)
class Pair:
    """Two submissions with much unusual code in common.

    Attributes
    ----------
    first, second : str
        The students.
    shared, of : int
        How many unusual fingerprints both have, and how many the one with fewer has.
    cells : tuple of str
        Ids of the cells in which the first has them, sorted.

    Examples
    --------
    >>> Pair("ada", "zoe", shared=12, of=16, cells=("q1",)).similarity
    0.75
    """

    first: str
    second: str
    shared: int
    of: int
    cells: tuple[str, ...]

    @property
    def similarity(self) -> float:
        """Share of the unusual fingerprints of the one with fewer that the other has too, from 0 to 1."""
        return self.shared / self.of


@dataclass(frozen=True)
class Comparison:
    """The result of comparing a class.

    Attributes
    ----------
    pairs : tuple of Pair
        Those at or above the threshold, the most similar first.
    compared : int
        Submissions with enough unusual code to be compared.
    common_from : int
        Code that at least this many submissions have counts as usual.
    typical : float or None
        Median similarity of the pairs that share any unusual code and are compared; None if there are none.
    """

    pairs: tuple[Pair, ...]
    compared: int
    common_from: int
    typical: float | None


def compare(submissions: Mapping[str, Code], released: Iterable[str]) -> Comparison:
    """Find the pairs of submissions that have unusual code in common.

    Code is unusual if it is neither in the released notebook nor in many submissions: a short question has one obvious
    answer, and giving it is not a sign of anything. "Many" is more than one in twenty, where that threshold is at least
    three and at most ten submissions.

    Parameters
    ----------
    submissions : mapping of str to mapping of str to str
        For each student the source of each cell, by its id.
    released : iterable of str
        Sources of the released cells.

    Returns
    -------
    Comparison
        The pairs, and how they were selected.

    Examples
    --------
    >>> code = "e = w * x + b - y; dw, db = 2 * (x @ e) / len(x), 2 * sum(e) / len(e); print(f'{dw:.2f}', dw > db); "
    >>> code += "w, b = w - rate * dw, b - rate * db; loss = ((w * x + b - y) ** 2).mean(); losses.append(loss)"
    >>> renamed = code.replace("rate", "eta").replace("loss", "error")
    >>> (pair,) = compare({"ada": {"q1": code}, "bob": {"q1": "w = 1"}, "zoe": {"q1": renamed}}, released=[]).pairs
    >>> pair.first, pair.second, pair.similarity
    ('ada', 'zoe', 1.0)
    """
    usual = {mark for source in released for mark in _hashes(source)}
    marks_of = {student: fingerprints(code) for student, code in submissions.items()}
    holders = defaultdict(list)
    for student in sorted(marks_of):
        for mark in marks_of[student].keys() - usual:
            holders[mark].append(student)
    most = max(3, min(10, len(marks_of) // 20))
    unusual = {mark: who for mark, who in holders.items() if len(who) <= most}
    sizes: dict[str, int] = defaultdict(int)
    shared: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for mark, who in unusual.items():
        for student in who:
            sizes[student] += 1
        for pair in combinations(who, 2):
            shared[pair].append(mark)
    pairs = [
        Pair(a, b, len(marks), min(sizes[a], sizes[b]), _cells(marks, marks_of[a]))
        for (a, b), marks in shared.items()
        if min(sizes[a], sizes[b]) >= FEWEST
    ]
    alike = sorted((p for p in pairs if p.similarity >= THRESHOLD), key=lambda p: (-p.similarity, -p.shared, p.first))
    typical = median(pair.similarity for pair in pairs) if pairs else None
    return Comparison(tuple(alike), sum(size >= FEWEST for size in sizes.values()), most + 1, typical)


def fingerprints(code: Code) -> Fingerprints:
    """Return the fingerprints of a submission, each with the cells that it occurs in.

    Cells are read one by one, so that no fingerprint spans two of them, and the first `CODE` characters of all.

    Examples
    --------
    >>> fingerprints({"q1": "w = 1"})  # fewer than K tokens
    {}
    >>> same = fingerprints({"q1": "a = [1, 2, 3, 4, 5]", "q2": "b = [6, 7, 8, 9, 0]"})
    >>> {tuple(sorted(cells)) for cells in same.values()}
    {('q1', 'q2')}
    """
    cells_by_mark: Fingerprints = defaultdict(set)
    left = CODE
    for cell, source in code.items():
        for mark in _winnowed(_hashes(source[:left])):
            cells_by_mark[mark].add(cell)
        left = max(0, left - len(source))
    return dict(cells_by_mark)


def tokens(source: str) -> Iterator[str]:
    """Yield the tokens of a source, up to the first error; all names are the same token, all numbers and all texts too.

    A name after a dot is kept, because it usually comes from a library.

    Examples
    --------
    >>> list(tokens("y = np.mean(x) + 2  # twice"))
    ['name', '=', 'name', '.', 'mean', '(', 'name', ')', '+', 'NUMBER']
    """
    before = ""
    try:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type in IGNORED:
                continue
            text = token.string
            if token.type == tokenize.NAME and not keyword.iskeyword(text) and before != ".":
                text = "name"
            elif token.type in (tokenize.NUMBER, tokenize.STRING):
                text = tokenize.tok_name[token.type]
            yield text
            before = text
    except (tokenize.TokenError, SyntaxError):  # an unfinished cell; the tokens before the error count
        return


def _hashes(source: str) -> list[bytes]:
    """Return a hash of every K consecutive tokens."""
    readable = "\n".join(line[:WIDTH] for line in source.encode("utf-8", "replace").decode().split("\n"))
    sequence = list(islice(tokens(readable), LONGEST))
    grams = ("\0".join(sequence[place : place + K]) for place in range(len(sequence) - K + 1))
    return [blake2b(gram.encode(), digest_size=8).digest() for gram in grams]


def _winnowed(hashes: list[bytes]) -> set[bytes]:
    windows = (hashes[place : place + WINDOW] for place in range(max(1, len(hashes) - WINDOW + 1)))
    return {min(window) for window in windows if window}


def _cells(marks: Iterable[bytes], where: Fingerprints) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(where[mark] for mark in marks))))
