"""What answers do besides returning a value: to arguments, names, the process; and what tests do to them."""

from tests.grading.features import answer, inside, locked, plain, test

FEATURES = {
    "nested argument changed": inside(
        answer("def clear(d): d['rows'][0].append(0)", "def clear(d): d['rows'] = [[1, 0]]"),
        test("row = [1]\ntable = {'rows': [row]}\nclear(table)\nassert row == [1, 0] and table == {'rows': [[1, 0]]}"),
    ),
    "nested argument left alone": inside(
        answer(
            "def bigger(m): return [[x + 1 for x in r] for r in m]",
            "def bigger(m):\n    for r in m:\n        r[0] += 1\n    return [list(r) for r in m]",
        ),
        test("m = [[1], [2]]\nassert bigger(m) == [[2], [3]]\nassert m == [[1], [2]]"),
    ),
    "keyword argument left alone": inside(
        answer("def f(*, xs): return xs + [0]", "def f(*, xs):\n    xs.append(0)\n    return xs"),
        test("xs = [1]\nassert f(xs=xs) == [1, 0]\nassert xs == [1]"),
    ),
    "the same list twice": inside(
        answer("def f(a, b): return sorted(a)", "def f(a, b):\n    a.sort()\n    return list(a)"),
        test("xs = [2, 1]\nassert f(xs, xs) == [1, 2]\nassert xs == [2, 1]"),
    ),
    "extended by itself": inside(
        answer("def f(a, b): a.extend(b)", "def f(a, b): pass"), test("xs = [1]\nf(xs, xs)\nassert xs == [1, 1]")
    ),
    "set changed": inside(
        answer("def f(s): s.discard(0)", "def f(s): return s - {0}"), test("s = {0, 1}\nf(s)\nassert s == {1}")
    ),
    "sorted in place": inside(
        answer("def f(xs): xs.sort()", "def f(xs): return sorted(xs)"),
        test("xs = [2, 1]\nassert f(xs) is None\nassert xs == [1, 2]"),
    ),
    "array changed": inside(
        locked("import numpy as np"),
        answer("def zero(a): a[a < 0] = 0", "def zero(a): a = np.maximum(a, 0)"),
        test("a = np.array([-1, 2])\nzero(a)\nassert a.tolist() == [0, 2]"),
    ),
    "a copy of an array": inside(
        locked("import numpy as np"),
        answer("def head(a): return a[:2].copy()", "def head(a): return a[:2]"),
        test("a = np.arange(4)\nassert not np.shares_memory(head(a), a)"),
    ),
    "an array of its own": inside(
        locked("import numpy as np"),
        answer("def head(a): return a[:2].copy()", "def head(a): return a[:2]"),
        test("assert head(np.arange(4)).base is None"),
    ),
    "flags of an array": inside(
        locked("import numpy as np"),
        answer("def head(a): return a[:2].copy()", "def head(a): return a[:2]"),
        test("assert head(np.arange(4)).flags.owndata"),
    ),
    "layout of an array": inside(
        locked("import numpy as np"),
        answer("def c(a): return np.ascontiguousarray(a.T)", "def c(a): return a.T"),
        test("assert c(np.ones((2, 3))).strides == (16, 8)"),
    ),
    "a view of an array": inside(
        locked("import numpy as np"),
        answer("def head(a): return a[:2]", "def head(a): return a[:2].copy()"),
        test("a = np.arange(4)\nh = head(a)\nh[0] = 9\nassert a[0] == 9"),
    ),
    "identity": inside(
        answer("def same(x): return x", "def same(x): return list(x)"), test("x = [1]\nassert same(x) is x")
    ),
    "identity by the operator module": inside(
        answer("def copied(x): return list(x)", "def copied(x): return x"),
        test("import operator\nx = [1]\nassert copied(x) == x\nassert operator.is_not(copied(x), x)"),
    ),
    "alias, enlarged by the test": inside(
        answer("def copied(x): return list(x)", "def copied(x): return x"),
        test("x = [1]\ny = copied(x)\ny += [2]\nassert x == [1]"),
    ),
    "alias, doubled by the test": inside(
        locked("import numpy as np"),
        answer("def copied(x): return x + 0", "def copied(x): return x"),
        test("x = np.ones(2)\ny = copied(x)\ny *= 2\nassert x.sum() == 2"),
    ),
    "alias, overwritten by numpy": inside(
        locked("import numpy as np"),
        answer("def copied(x): return x + 0", "def copied(x): return x"),
        test("x = np.ones(2)\nnp.copyto(copied(x), 7)\nassert x.sum() == 2"),
    ),
    "alias, an output of numpy": inside(
        locked("import numpy as np"),
        answer("def copied(x): return x + 0", "def copied(x): return x"),
        test("x = np.ones(2)\nnp.add(x, 1, out=copied(x))\nassert x.sum() == 2"),
    ),
    "state that the answer keeps": inside(
        answer("kept = [1]\ndef get(): return list(kept)", "kept = [1]\ndef get(): return kept"),
        test("first = get()\nfirst += [2]\nassert get() == [1]"),
    ),
    "a mutable default": inside(
        answer("def f(x, xs=None): return (xs or []) + [x]", "def f(x, xs=[]):\n    xs.append(x)\n    return xs"),
        test("first = f(1)\nsecond = f(2)\nassert first == [1]\nassert second == [2]"),
    ),
    "global counter": inside(
        answer("calls = 0\ndef f():\n    global calls\n    calls += 1", "calls = 0\ndef f(): pass"),
        test("f()\nf()\nassert calls == 2"),
    ),
    "no global is changed by a mapped function": inside(
        answer(
            "total = 0\ndef inc(x): return x + 1",
            "total = 0\ndef inc(x):\n    global total\n    total += x\n    return x + 1",
        ),
        test("assert list(map(inc, [1, 2])) == [2, 3]\nassert total == 0"),
    ),
    "locked data is not changed": inside(
        locked("config = {'rate': 0.1}"),
        answer("def f(): return config['rate'] * 2", "def f():\n    config['rate'] *= 2\n    return config['rate']"),
        test("assert f() == 0.2\nassert config == {'rate': 0.1}"),
    ),
    "locked data is changed": inside(
        locked("seen = []"),
        answer("def f(x): seen.append(x)", "def f(x): return [x]"),
        test("f(1)\nassert seen == [1]"),
    ),
    "a constant that the test changes": inside(
        locked("RATE = 2"),
        answer("def f(x): return RATE * x", "def f(x): return 2 * x"),
        test("assert f(3) == 6\nRATE = 5\nassert f(3) == 15"),
    ),
    "a name that the test defines": inside(
        locked("import math"),
        test("SIZE = 4\nassert math.pi > 3"),
        answer("def f(): return [0] * SIZE", "def f(): return [0] * 3"),
        test("assert len(f()) == 4"),
    ),
    "a name that the test imports, used by one student": inside(
        answer("def area(r): return 3 * r * r", "def area(r): return r"),
        test("import math\nassert math.isclose(area(2), 12)"),
        answer("def root(x): return math.sqrt(x)", "def root(x): return x", reference="def root(x): return x**0.5"),
        test("assert root(4.0) == 2.0"),
    ),
    "a locked name that one student uses again": inside(
        locked("values = [1, 2, 3]"),
        answer("values = [4, 5]\ntotal = sum(values)", "total = 3", reference="total = sum(values)"),
        test("assert total == sum(values)"),
    ),
    "an own function under a locked name": inside(
        locked("def double(x): return 2 * x"),
        answer(
            "def double(x): return x + x\ndef four(x): return double(double(x))",
            "def four(x): return double(x)",
            reference="def four(x): return double(double(x))",
        ),
        test("assert four(1) == double(2)"),
    ),
    "a plain cell changes the data": inside(
        locked("points = [1, 2]"),
        plain("points.append(3)"),
        answer("n = len(points)", "n = 2"),
        test("assert n == len(points)"),
    ),
    "name in dir()": inside(answer("batch = 1", "Batch = 1"), test("assert 'batch' in dir(), 'define batch'")),
    "name in locals and vars": inside(
        answer("batch = 1", "Batch = 1"), test("assert 'batch' in locals() and 'batch' in vars()")
    ),
    "a name of Python's own": inside(
        answer("def sorted(xs): return xs[::-1]", "def reverse(xs): return xs[::-1]"),
        test("assert sorted([1, 2]) == [2, 1]"),
    ),
    "python's random seed": inside(
        locked("import random"),
        answer("def roll(): return random.randint(1, 6)", "def roll(): return 4"),
        test(
            """
                random.seed(3)
                got = [roll() for _ in range(4)]
                random.seed(3)
                assert got == [random.randint(1, 6) for _ in range(4)]
                """
        ),
    ),
    "numpy's seed in a locked cell": inside(
        locked("import numpy as np\nnp.random.seed(7)"),
        answer("x = np.random.rand(3)", "x = np.zeros(3)"),
        test("np.random.seed(7)\nassert np.allclose(x, np.random.rand(3))"),
    ),
    "numpy's seed in the test": inside(
        locked("import numpy as np"),
        answer("def draw(n): return np.random.rand(n)", "def draw(n): return np.random.default_rng(0).random(n)"),
        test("np.random.seed(7)\na = draw(3)\nnp.random.seed(7)\nassert np.allclose(a, np.random.rand(3))"),
    ),
    "a locked generator that both draw from": inside(
        locked("import numpy as np\nrng = np.random.default_rng(5)"),
        answer("x = rng.random(2)", "x = [0, 0]"),
        test(
            """
                same = np.random.default_rng(5)
                assert np.allclose(x, same.random(2))
                assert rng.random() == same.random()
                """
        ),
    ),
    "division by zero is an error": inside(
        locked("import numpy as np\nnp.seterr(all='raise')"),
        answer(
            "def ratio(a, b): return np.divide(a, b, out=np.zeros(2), where=b > 0)",
            "def ratio(a, b):\n    r = a / b\n    r[b == 0] = 0\n    return r",
        ),
        test("assert ratio(np.ones(2), np.array([0.0, 1.0])).tolist() == [0, 1]"),
    ),
    "division by zero is an error in the test": inside(
        locked("import numpy as np"),
        answer(
            "def ratio(a, b): return np.divide(a, b, out=np.zeros(2), where=b > 0)",
            "def ratio(a, b):\n    r = a / b\n    r[b == 0] = 0\n    return r",
        ),
        test("np.seterr(all='raise')\nassert ratio(np.ones(2), np.array([0.0, 1.0])).tolist() == [0, 1]"),
    ),
    "warnings are errors": inside(
        locked("import warnings\nwarnings.simplefilter('error')"),
        answer("def f(): return 1", "import warnings\ndef f():\n    warnings.warn('old')\n    return 1"),
        test("assert f() == 1"),
    ),
    "no warnings, by numpy": inside(
        locked("import numpy as np"),
        answer("def f(): return 1", "import warnings\ndef f():\n    warnings.warn('old')\n    return 1"),
        test("np.testing.assert_no_warnings(f)"),
    ),
    "a warning is expected": inside(
        locked("import numpy as np"),
        answer("import warnings\ndef f(): warnings.warn('old')", "def f(): pass"),
        test("np.testing.assert_warns(UserWarning, f)"),
    ),
    "recorded warnings": inside(
        answer("import warnings\ndef f(): warnings.warn('old', FutureWarning)", "def f(): pass"),
        test(
            """
                import warnings
                with warnings.catch_warnings(record=True) as seen:
                    warnings.simplefilter('always')
                    f()
                assert [w.category for w in seen] == [FutureWarning]
                """
        ),
    ),
    "a warning that is shown": inside(
        answer("import warnings\ndef f():\n    warnings.warn('slow')\n    return [1]", "def f(): return [2]"),
        test("assert f() == [1] and isinstance(f(), list)"),
        stock=(False, False),  # what is written to stderr costs all points
    ),
    "written to stderr": inside(
        answer("import sys\ndef f():\n    print('note', file=sys.stderr)\n    return [1]", "def f(): return [2]"),
        test("assert f() == [1] and isinstance(f(), list)"),
        stock=(False, False),
    ),
    "precision of decimals": inside(
        answer(
            """
                from decimal import Decimal, localcontext
                def third():
                    with localcontext() as c:
                        c.prec = 5
                        return str(Decimal(1) / 3)
                """,
            """
                from decimal import Decimal, getcontext
                def third():
                    getcontext().prec = 5
                    return str(Decimal(1) / 3)
                """,
        ),
        test("from decimal import getcontext\nassert third() == '0.33333'\nassert getcontext().prec == 28"),
    ),
    "environment": inside(
        answer("import os\ndef home(): return os.environ['COURSE']", "def home(): return 'x'"),
        test("import os\nos.environ['COURSE'] = 'mb'\nassert home() == 'mb'"),
    ),
    "environment, cleaned up": inside(
        locked("import os"),
        answer("def f(): return 1", "def f():\n    os.environ['LEFT'] = '1'\n    return 1"),
        test("assert f() == 1\nassert os.environ.get('LEFT') is None"),
    ),
    "no file is left": inside(
        locked("import os"),
        answer("def f(): return 1", "def f():\n    open('left.txt', 'w').close()\n    return 1"),
        test("assert f() == 1\nassert not os.path.exists('left.txt')"),
    ),
    "no file is left, by an imported function": inside(
        locked("from os.path import exists"),
        answer("def f(): return 1", "def f():\n    open('left.txt', 'w').close()\n    return 1"),
        test("assert f() == 1\nassert not exists('left.txt')"),
    ),
    "a module is not loaded": inside(
        locked("import sys"),
        answer(
            "def mean(xs): return sum(xs) / len(xs)",
            "import statistics as s\nimport wave\ndef mean(xs): return s.mean(xs)",
        ),
        test("assert mean([1, 3]) == 2\nassert 'wave' not in sys.modules"),
    ),
    "no figure stays open": inside(
        locked("import matplotlib.pyplot as plt"),
        answer(
            "def f():\n    plt.plot([1])\n    plt.close('all')\n    return 1",
            "def f():\n    plt.plot([1])\n    return 1",
        ),
        test("plt.close('all')\nassert f() == 1\nassert plt.get_fignums() == []"),
    ),
    "clock": inside(
        locked("import time"),
        answer("def f(): return sum(range(1000))", "def f():\n    time.sleep(0.4)\n    return 499500"),
        test("began = time.perf_counter()\nassert f() == 499500\nassert time.perf_counter() - began < 0.3"),
    ),
    "a name of the test's, deleted": inside(
        answer("def helper(): return 1\ndef f(): return helper()", "def helper(): return 1\ndef f(): return 1"),
        test("kept = helper\nhelper = lambda: 5\nassert f() == 5\nhelper = kept"),
    ),
    "expected error": inside(
        answer(
            "def f(n):\n    if n < 0:\n        raise ValueError('n is negative')\n    return n",
            "def f(n):\n    if n < 0:\n        raise ValueError('no')\n    return n",
        ),
        test(
            """
                try:
                    f(-1)
                except ValueError as error:
                    assert 'negative' in str(error)
                else:
                    assert False, 'no error'
                """
        ),
    ),
    "cause of an error": inside(
        answer(
            "def f(s):\n    try:\n        return int(s)\n    except ValueError as e:\n        raise KeyError(s) from e",
            "def f(s):\n    try:\n        return int(s)\n    except ValueError:\n        raise KeyError(s) from None",
        ),
        test(
            """
                try:
                    f('x')
                except KeyError as error:
                    assert isinstance(error.__cause__, ValueError)
                else:
                    raise AssertionError
                """
        ),
    ),
    "any error but one": inside(
        answer("def f(): raise TypeError", "def f(): raise SystemExit"),
        test("try:\n    f()\nexcept Exception as error:\n    assert type(error) is TypeError"),
    ),
}
