"""Pairs of submissions with unusual code in common, found by winnowing.

Code is taken as a sequence of tokens in which names, numbers, texts, comments and layout make no difference. Of every
K tokens in a row a hash is taken, and of every WINDOW hashes in a row the smallest is kept as a fingerprint:
winnowing (Schleimer, Wilkerson, Aiken, 2003, "Winnowing: local algorithms for document fingerprinting", SIGMOD,
https://doi.org/10.1145/872757.872770). Two texts that share K + WINDOW - 1 tokens in a row share a fingerprint; texts
that share no K tokens in a row share none, but for a collision of hashes.
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

K = 10  # tokens in a row: what is shorter is never noticed
WINDOW = 8  # hashes of which one is kept: what is K + WINDOW - 1 tokens or longer is always noticed
LONGEST = 50_000  # tokens of a submission that are looked at
FEWEST = 12  # unusual fingerprints, some fifty tokens, that the shorter of two has to have
THRESHOLD = 0.6  # share of them that the other has too

IGNORED = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}

Code = Mapping[str, str]  # the source of each cell by its id
Fingerprints = dict[bytes, set[str]]  # with the cells in which each begins


@dataclass(frozen=True)
class Pair:
    """Two submissions with much unusual code in common.

    Attributes
    ----------
    first, second : str
        The students.
    shared, of : int
        Unusual fingerprints of the one that has fewer, and how many of them the other has too.
    cells : tuple of str
        Where the first has them, in the order of ids.
    """

    first: str
    second: str
    shared: int
    of: int
    cells: tuple[str, ...]

    @property
    def similarity(self) -> float:
        """Share of the unusual code of the one that has less of it, from 0 to 1."""
        return self.shared / self.of


@dataclass(frozen=True)
class Comparison:
    """What comparing a class gave.

    Attributes
    ----------
    pairs : tuple of Pair
        Those at or above the threshold, the most similar first.
    compared : int
        Submissions with enough unusual code to be compared.
    common_from : int
        Code that so many submissions have counts as usual.
    typical : float or None
        Median similarity of the pairs that share any unusual code and are compared; None if there are none.
    """

    pairs: tuple[Pair, ...]
    compared: int
    common_from: int
    typical: float | None


def compare(submissions: Mapping[str, Code], released: Iterable[str]) -> Comparison:
    """Find the pairs of submissions that have unusual code in common.

    Unusual is what neither the released notebook nor many submissions have: a short question has one obvious answer,
    and to give it is no sign of anything. Many is one in twenty, but more than three and at most more than ten.

    Parameters
    ----------
    submissions : mapping
        Of each student the source of each cell by its id.
    released : iterable of str
        Sources of the cells that everybody was given.
    """
    given = {mark for source in released for mark in _hashes(source)}
    found = {student: fingerprints(code) for student, code in submissions.items()}
    holders = defaultdict(list)
    for student in sorted(found):
        for mark in found[student].keys() - given:
            holders[mark].append(student)
    most = max(3, min(10, len(found) // 20))
    unusual = {mark: who for mark, who in holders.items() if len(who) <= most}
    sizes: dict[str, int] = defaultdict(int)
    shared: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    for mark, who in unusual.items():
        for student in who:
            sizes[student] += 1
        for pair in combinations(who, 2):
            shared[pair].append(mark)
    pairs = [
        Pair(a, b, len(marks), min(sizes[a], sizes[b]), _cells(marks, found[a]))
        for (a, b), marks in shared.items()
        if min(sizes[a], sizes[b]) >= FEWEST
    ]
    alike = sorted((p for p in pairs if p.similarity >= THRESHOLD), key=lambda p: (-p.similarity, -p.shared, p.first))
    typical = median(pair.similarity for pair in pairs) if pairs else None
    return Comparison(tuple(alike), sum(size >= FEWEST for size in sizes.values()), most + 1, typical)


def fingerprints(code: Code) -> Fingerprints:
    """Return the fingerprints of a submission's cells, each cell by itself."""
    found: Fingerprints = defaultdict(set)
    for cell, source in code.items():
        for mark in _winnowed(_hashes(source)):
            found[mark].add(cell)
    return dict(found)


def tokens(source: str) -> Iterator[str]:
    """Yield a source's tokens as far as it is Python; names, numbers and texts are each one token to all.

    The name after a dot stays, since it is mostly a library's.
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
    except (tokenize.TokenError, SyntaxError):  # an unfinished cell; what came before it counts
        return


def _hashes(source: str) -> list[bytes]:
    """Return a hash of every K tokens in a row."""
    sequence = list(islice(tokens(source), LONGEST))
    grams = ("\0".join(sequence[place : place + K]) for place in range(len(sequence) - K + 1))
    return [blake2b(gram.encode("utf-8", "replace"), digest_size=8).digest() for gram in grams]


def _winnowed(hashes: list[bytes]) -> set[bytes]:
    windows = (hashes[place : place + WINDOW] for place in range(max(1, len(hashes) - WINDOW + 1)))
    return {min(window) for window in windows if window}


def _cells(marks: Iterable[bytes], where: Fingerprints) -> tuple[str, ...]:
    return tuple(sorted(set().union(*(where[mark] for mark in marks))))
