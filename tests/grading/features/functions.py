"""Plain functions and variables with plain data: all of these are judged outside."""

from tests.grading.features import answer, locked, outside, plain, test, text

FEATURES = {
    "number": outside(answer("def f(x): return 2 * x", "def f(x): return x"), test("assert f(4) == 8")),
    "float within a tolerance": outside(
        answer("def mean(xs): return sum(xs) / len(xs)", "def mean(xs): return sum(xs) // len(xs)"),
        test("import math\nassert math.isclose(mean([1, 2]), 1.5)"),
    ),
    "rounded": outside(answer("def f(): return 22 / 7", "def f(): return 3.1"), test("assert round(f(), 2) == 3.14")),
    "tuple, not list": outside(answer("def f(): return 1, 2", "def f(): return [1, 2]"), test("assert f() == (1, 2)")),
    "int, not float": outside(
        answer("def half(n): return n // 2", "def half(n): return n / 2"), test("assert repr(half(4)) == '2'")
    ),
    "bool, not int": outside(
        answer("def even(n): return n % 2 == 0", "def even(n): return 1 - n % 2"), test("assert even(4) is True")
    ),
    "python's bool, not numpy's": outside(
        answer(
            "import numpy as np\ndef up(a): return bool(np.all(a > 0))",
            "import numpy as np\ndef up(a): return np.all(a > 0)",
        ),
        test("import numpy as np\nassert up(np.array([1, 2])) is True"),
    ),
    "nothing": outside(answer("def find(xs): return None", "def find(xs): return 0"), test("assert find([]) is None")),
    "minus zero": outside(
        answer("def f(x): return -x", "def f(x): return 0 - x"), test("assert str(f(0.0)) == '-0.0'")
    ),
    "not a number": outside(
        answer("def f(): return float('nan')", "def f(): return 0.0"), test("import math\nassert math.isnan(f())")
    ),
    "infinity": outside(answer("def f(): return float('inf')", "def f(): return 1e300"), test("assert f() > 1e308")),
    "complex": outside(
        answer("def root(x): return complex(0, x)", "def root(x): return x"), test("assert root(2) == 2j")
    ),
    "large integer": outside(
        answer("def p(n): return 2**n", "def p(n): return 2.0**n"), test("assert len(str(p(200))) == 61 and p(3) == 8")
    ),
    "list": outside(
        answer(
            "def squares(n): return [i * i for i in range(n)]", "def squares(n): return [i * i for i in range(1, n)]"
        ),
        test("assert squares(4) == [0, 1, 4, 9]\nassert squares(0) == []"),
    ),
    "nested": outside(
        answer("def t(m): return [list(r) for r in zip(*m)]", "def t(m): return list(zip(*m))"),
        test("assert t([[1, 2], [3, 4]]) == [[1, 3], [2, 4]]"),
    ),
    "dict": outside(
        answer("def count(s): return {c: s.count(c) for c in s}", "def count(s): return {c: 1 for c in s}"),
        test(
            "found = count('aab')\nassert found['a'] == 2 and set(found) == {'a', 'b'}\nassert found.get('z', 0) == 0"
        ),
    ),
    "order of a dict": outside(
        answer("def f(d): return dict(sorted(d.items()))", "def f(d): return d"),
        test("assert list(f({'b': 1, 'a': 2}).items()) == [('a', 2), ('b', 1)]"),
    ),
    "set of tuples": outside(
        answer(
            "def pairs(n): return {(i, n - i) for i in range(n)}", "def pairs(n): return {(i, i) for i in range(n)}"
        ),
        test("assert pairs(2) == {(0, 2), (1, 1)}\nassert (5, 5) not in pairs(2)"),
    ),
    "string": outside(
        answer("def greet(n): return f'Hello, {n}!'", "def greet(n): return 'Hello, n!'"),
        test("""assert greet('Ada') == 'Hello, Ada!', f"not {greet('Ada')!r:>10}" """),
    ),
    "other letters": outside(
        answer("def up(s): return s.upper()", "def up(s): return s"), test("assert up('größe λ') == 'GRÖSSE Λ'")
    ),
    "regular expression": outside(
        answer("def code(n): return f'{n:03d}-x'", "def code(n): return f'{n}-x'"),
        test(r"""
        import re
        assert re.fullmatch(r"\d{3}-x", code(7))
        """),
    ),
    "methods of a result": outside(
        answer("def title(s): return s.title()", "def title(s): return s"),
        test("assert title('a tale').split()[1].startswith('T')\nassert title('ab')[::-1] == 'bA'"),
    ),
    "json": outside(
        answer("import json\ndef pack(d): return json.dumps(d)", "def pack(d): return str(d)"),
        test("import json\nassert json.loads(pack({'a': None})) == {'a': None}"),
    ),
    "hash of a result": outside(
        answer("def secret(): return 'batch'", "def secret(): return 'epoch'"),
        test(
            """
                import hashlib
                assert hashlib.md5(secret().encode()).hexdigest()[:4] == hashlib.md5(b'batch').hexdigest()[:4]
                """
        ),
    ),
    "counted by the test": outside(
        answer("def letters(s): return list(s)", "def letters(s): return list(set(s))"),
        test("from collections import Counter\nassert Counter(letters('aab')) == {'a': 2, 'b': 1}"),
    ),
    "sorted by the test": outside(
        answer("def words(s): return s.split()", "def words(s): return s.split(',')"),
        test("assert sorted(words('ccc a bb'), key=len) == ['a', 'bb', 'ccc']"),
    ),
    "unpacked": outside(
        answer("def parts(xs): return xs[0], *xs[1:]", "def parts(xs): return xs"),
        test("first, *rest = parts((1, 2, 3))\nassert (first, rest) == (1, [2, 3])\nassert parts([1]) == (1,)"),
    ),
    "a table of cases": outside(
        answer("def fizz(n): return 'fizz' if n % 3 == 0 else n", "def fizz(n): return 'fizz' if n == 3 else n"),
        test("for n, want in [(1, 1), (3, 'fizz'), (9, 'fizz')]:\n    assert fizz(n) == want, (n, fizz(n))"),
    ),
    "all of many": outside(
        answer("def cube(n): return n**3", "def cube(n): return n * n * 3"),
        test("assert all(cube(n) == n * n * n for n in range(-20, 20))\nassert not any(cube(n) < 0 for n in range(5))"),
    ),
    "chained comparison": outside(
        answer("def p(): return 0.5", "def p(): return 1.5"), test("assert 0 < p() < 1 and p() != 0.25")
    ),
    "keyword-only and defaults": outside(
        answer("def line(x, /, a=2, *, b=0): return a * x + b", "def line(x, a=1, b=0): return a * x + b"),
        test("assert line(3) == 6 and line(3, b=1) == 7 and line(1, a=5, b=1) == 6"),
    ),
    "any arguments": outside(
        answer(
            "def total(*xs, **named): return sum(xs) + sum(named.values())", "def total(*xs, **named): return sum(xs)"
        ),
        test("assert total(1, 2, c=3) == 6\nassert total(*[1, 2], **{'z': 4}) == 7"),
    ),
    "recursion": outside(
        answer("def fact(n): return 1 if n < 2 else n * fact(n - 1)", "def fact(n): return n and n * fact(n - 1)"),
        test("assert fact(5) == 120\nassert fact(400) % 7 == 0"),
    ),
    "raised recursion limit": outside(
        locked("import sys\nsys.setrecursionlimit(9000)"),
        answer("def depth(n): return 0 if n == 0 else 1 + depth(n - 1)", "def depth(n): return n - 1"),
        test("assert depth(4000) == 4000"),
    ),
    "generator": outside(
        answer(
            "def fib():\n    a, b = 0, 1\n    while True:\n        yield a\n        a, b = b, a + b",
            "def fib():\n    a, b = 0, 1\n    while True:\n        yield b\n        a, b = b, a + b",
        ),
        test("from itertools import islice\nassert list(islice(fib(), 5)) == [0, 1, 1, 2, 3]"),
    ),
    "exhausted once": outside(
        answer("def items(n): return iter(range(n))", "def items(n): return list(range(n))"),
        test("made = items(3)\nassert sum(made) == 3\nassert list(made) == []"),
    ),
    "as a key": outside(
        answer("def last(s): return s[-1]", "def last(s): return s[0]"),
        test("assert sorted(['ab', 'ba'], key=last) == ['ba', 'ab']"),
    ),
    "reduced": outside(
        answer("def join(a, b): return a * 10 + b", "def join(a, b): return a + b"),
        test("from functools import reduce\nassert reduce(join, [1, 2, 3]) == 123"),
    ),
    "state in the answer": outside(
        answer("n = 0\ndef tick():\n    global n\n    n += 1\n    return n", "def tick():\n    return 1"),
        test("assert [tick(), tick()] == [1, 2]"),
    ),
    "one function after another": outside(
        answer(
            "kept = {}\ndef put(k, v): kept[k] = v\ndef get(k): return kept.get(k)",
            "def put(k, v): pass\ndef get(k): return None",
        ),
        test("put('a', 1)\nput('a', 2)\nassert get('a') == 2"),
    ),
    "memoized": outside(
        answer(
            "from functools import cache\n@cache\ndef fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)",
            "from functools import cache\n@cache\ndef fib(n): return n",
        ),
        test("assert fib(90) == 2880067194370816120"),
    ),
    "newer syntax in the answer": outside(
        answer(
            """
            def kind(x):
                match x:
                    case [a, *_] if (n := len(x)) > 1:
                        return f"{n} from {a}"
                    case {"k": v}:
                        return v
                    case _:
                        return None
            """,
            "def kind(x):\n    return None",
        ),
        test("assert [kind([1, 2]), kind({'k': 3}), kind(4)] == ['2 from 1', 3, None]"),
    ),
    "only if it is the main program": outside(
        answer("if __name__ == '__main__':\n    ready = 'yes'", "if __name__ != '__main__':\n    ready = 'yes'"),
        test("assert ready == 'yes'"),
    ),
    "variables": outside(
        answer(
            "n, name, ratio, odd = 3, 'Ada', 0.5, {1: [True, None]}",
            "n, name, ratio, odd = 3, 'Ada', 0.5, {1: [1, None]}",
        ),
        test("assert n == 3 and name == 'Ada' and abs(ratio - 0.5) < 1e-9\nassert repr(odd[1][0]) == 'True'"),
    ),
    "variable from locked data": outside(
        locked("prices = {'tea': 2, 'bun': 3}"),
        answer("bill = sum(prices.values())", "bill = len(prices)"),
        test("assert bill == sum(prices.values()) == 5"),
    ),
    "printing": outside(
        answer("def f(x):\n    print('working', x)\n    return x + 1", "def f(x):\n    print(x + 1)"),
        test("print('testing')\nassert f(1) == 2"),
    ),
    "numpy array": outside(
        locked("import numpy as np"),
        answer("def centred(a): return a - a.mean(axis=0)", "def centred(a): return a - a.mean()"),
        test(
            """
                m = np.array([[1.0, 2.0], [3.0, 6.0]])
                assert np.allclose(centred(m), [[-1, -2], [1, 2]])
                assert centred(m).shape == (2, 2)
                """
        ),
    ),
    "dtype": outside(
        locked("import numpy as np"),
        answer("def f(a): return a.astype(np.float32)", "def f(a): return a.astype(float)"),
        test("assert f(np.arange(3)).dtype == np.float32"),
    ),
    "numpy.testing": outside(
        answer(
            "import numpy as np\ndef grid(n): return np.linspace(0, 1, n)",
            "import numpy as np\ndef grid(n): return np.arange(n) / n",
        ),
        test(
            """
                import numpy as np
                from numpy.testing import assert_allclose
                assert_allclose(grid(3), [0, 0.5, 1], rtol=1e-6)
                np.testing.assert_equal(grid(2).tolist(), [0.0, 1.0])
                """
        ),
    ),
    "array of booleans": outside(
        locked("import numpy as np"),
        answer("def mask(a): return a > 1", "def mask(a): return np.where(a > 1, 1, 0)"),
        test("a = np.array([1, 2, 3])\nassert a[mask(a)].tolist() == [2, 3]"),
    ),
    "random generator": outside(
        locked("import numpy as np"),
        answer(
            "def draw(rng, n): return rng.integers(6, size=n) + 1",
            "def draw(rng, n): return rng.integers(5, size=n) + 1",
        ),
        test(
            """
                rolls = draw(np.random.default_rng(3), 600)
                assert rolls.min() == 1 and rolls.max() == 6
                assert draw(np.random.default_rng(3), 5).tolist() == rolls[:5].tolist()
                """
        ),
    ),
    "partial credit": outside(
        answer("def f(x): return x * x", "def f(x): return 2 * x"),
        test("score = 0\nfor x in (0, 2, 3, 5):\n    score += 0.5 * (f(x) == x**2)\nscore", 2),
    ),
    "partial credit, an integer": outside(
        answer("def f(x): return x * x", "def f(x): return 2 * x"), test("sum(f(x) == x**2 for x in (0, 3, 5))", 3)
    ),
    "partial credit by numpy": outside(
        locked("import numpy as np"),
        answer("def f(x): return x * x", "def f(x): return 2 * x"),
        test("3 * np.mean([f(x) == x**2 for x in (0, 3, 5)])", 3),
        stock=(True, True),  # it takes np.float64(1.0), as NumPy 2 shows it, for no number
    ),
    "several tests": outside(
        answer("def f(x): return abs(x)", "def f(x): return x"),
        test("assert f(3) == 3", 1),
        text("Negative numbers count more."),
        test("assert f(-3) == 3\n### BEGIN HIDDEN TESTS\nassert f(-4) == 4\n### END HIDDEN TESTS", 4),
        test("assert f(0) == 0", 0),
    ),
    "cells between": outside(
        text("# A title"),
        plain("# nothing but a comment"),
        locked(""),
        answer("# first a comment\ndef f(x): return [x]", "def f(x): return x"),
        plain("f(3)"),
        test("# The test:\nassert f(3) == [3]"),
    ),
    "one test for another": outside(
        answer("def f(x): return x + 1", "def f(x): return x + 2"),
        test("result = f(3)\nassert result > 3"),
        test("assert result == 4"),
    ),
    "redefined for the next question": outside(
        answer("def f(x): return x + 1", "def f(x): return x + 1"),
        test("assert f(1) == 2"),
        answer("def f(x): return x + 2", "pass"),
        test("assert f(1) == 3"),
    ),
}
