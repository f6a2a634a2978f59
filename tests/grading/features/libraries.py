"""Testing tools, the standard library and other packages, as instructors use them in tests."""

from tests.grading.features import answer, inside, locked, test

FEATURES = {
    "pytest.raises": inside(
        answer("def f(n):\n    if n < 0: raise ValueError('negative')", "def f(n): pass"),
        test("import pytest\nwith pytest.raises(ValueError, match='neg'):\n    f(-1)"),
    ),
    "pytest.approx": inside(
        answer("def third(): return 1 / 3", "def third(): return 0.3"),
        test("import pytest\nassert third() == pytest.approx(0.33333333)"),
    ),
    "assertEqual without a runner": inside(
        answer("def f(): return [1, 2.0]", "def f(): return [1, 2.1]"),
        test(
            """
                import unittest
                tc = unittest.TestCase()
                tc.assertEqual(f()[0], 1)
                tc.assertAlmostEqual(f()[1], 2, places=5)
                tc.assertCountEqual(f(), [2, 1])
                """
        ),
    ),
    "assertRaises": inside(
        answer("def f(): raise KeyError('a')", "def f(): raise IndexError('a')"),
        test(
            """
                from unittest import TestCase
                TestCase().assertRaises(KeyError, f)
                with TestCase().assertRaisesRegex(KeyError, 'a'):
                    f()
                """
        ),
    ),
    "a locked TestCase": inside(
        locked("import unittest\ntc = unittest.TestCase()"),
        answer("def copied(x): return list(x)", "def copied(x): return x"),
        test("x = [1]\ntc.assertEqual(copied(x), x)\ntc.assertIsNot(copied(x), x)"),
    ),
    "a silent unittest": inside(
        answer("def f(x): return -x", "def f(x): return x"),
        test(
            """
            import io, unittest
            class Tests(unittest.TestCase):
                def setUp(self): self.x = 3
                def test_sign(self): self.assertEqual(f(self.x), -3)
                def test_zero(self):
                    for n in (0, 1):
                        with self.subTest(n=n): self.assertEqual(f(n), -n)
            tests = unittest.defaultTestLoader.loadTestsFromTestCase(Tests)
            done = unittest.TextTestRunner(stream=io.StringIO()).run(tests)
            assert done.wasSuccessful(), done.failures
            """
        ),
    ),
    "a unittest that reports": inside(
        answer("def f(x): return -x", "def f(x): return x"),
        test(
            """
                import unittest
                class Tests(unittest.TestCase):
                    def test_sign(self): self.assertEqual(f(3), -3)
                assert unittest.main(argv=[''], exit=False).result.wasSuccessful()
                """
        ),
        stock=(False, False),  # its report on stderr costs all points
    ),
    "doctest of one function": inside(
        answer(
            "def f(x):\n    '''Double.\n\n    >>> f(2)\n    4\n    '''\n    return 2 * x",
            "def f(x):\n    '''Double.'''\n    return 2 * x",
        ),
        test(
            """
                import doctest
                found = doctest.DocTestFinder().find(f, 'f', globs=globals())
                assert sum(len(t.examples) for t in found) == 1
                assert all(doctest.DocTestRunner().run(t).failed == 0 for t in found)
                """
        ),
    ),
    "mock.patch": inside(
        answer("def ask(): return int(input('How many? ')) + 1", "def ask(): return 4"),
        test(
            """
                from unittest.mock import patch
                with patch('builtins.input', return_value='41') as fake:
                    assert ask() == 42
                fake.assert_called_once()
                """
        ),
    ),
    "mock.patch of the notebook": inside(
        answer("def helper(): return 1\ndef f(): return helper() + 1", "def helper(): return 1\ndef f(): return 2"),
        test("from unittest import mock\nwith mock.patch('__main__.helper', return_value=9):\n    assert f() == 10"),
    ),
    "mock as an argument": inside(
        answer("def notify(send): send('done', urgent=True)", "def notify(send): send('done')"),
        test("from unittest.mock import Mock\nm = Mock()\nnotify(m)\nm.assert_called_once_with('done', urgent=True)"),
    ),
    "standard input": inside(
        answer("import sys\ndef total(): return sum(int(line) for line in sys.stdin)", "def total(): return 0"),
        test(
            r"""
                import io, sys
                kept, sys.stdin = sys.stdin, io.StringIO('1\n2\n')
                assert total() == 3
                sys.stdin = kept
                """
        ),
    ),
    "printed text": inside(
        answer("def table(n):\n    for i in range(n): print(i, i * i, sep='\\t')", "def table(n): print('0 0')"),
        test(
            r"""
                import io
                from contextlib import redirect_stdout
                out = io.StringIO()
                with redirect_stdout(out):
                    table(2)
                assert out.getvalue().splitlines() == ['0\t0', '1\t1']
                """
        ),
    ),
    "printed text, by IPython": inside(
        answer("def hi(): print('hi')", "def hi(): return 'hi'"),
        test(
            r"""
                from IPython.utils.capture import capture_output
                with capture_output() as got:
                    hi()
                assert got.stdout == 'hi\n'
                """
        ),
    ),
    "replaced standard output": inside(
        answer("def hi(): print('hi')", "def hi(): return 'hi'"),
        test(
            r"""
                import io, sys
                kept = sys.stdout
                sys.stdout = io.StringIO()
                hi()
                text = sys.stdout.getvalue()
                sys.stdout = kept
                assert text == 'hi\n'
                """
        ),
    ),
    "displayed": inside(
        answer("from IPython.display import display\ndef show(): display({'a': 1})", "def show(): print({'a': 1})"),
        test(
            """
                from IPython.utils.capture import capture_output
                with capture_output() as got:
                    show()
                assert len(got.outputs) == 1
                """
        ),
    ),
    "no loop in the source": inside(
        answer("def total(xs): return sum(xs)", "def total(xs):\n    s = 0\n    for x in xs: s += x\n    return s"),
        test("import inspect\nassert total([1, 2]) == 3\nassert 'for' not in inspect.getsource(total)"),
    ),
    "no loop, by a locked import": inside(
        locked("import ast\nfrom inspect import getsource"),
        answer("def total(xs): return sum(xs)", "def total(xs):\n    s = 0\n    for x in xs: s += x\n    return s"),
        test(
            """
                assert not any(isinstance(n, ast.For) for n in ast.walk(ast.parse(getsource(total))))
                assert total([1, 2]) == 3
                """
        ),
    ),
    "docstring and signature": inside(
        answer("def f(x: int, y=2) -> int:\n    '''Add.'''\n    return x + y", "def f(x, y=2):\n    return x + y"),
        test(
            """
                import inspect
                assert f.__doc__ and list(inspect.signature(f).parameters) == ['x', 'y']
                assert f.__annotations__['return'] is int
                """
        ),
    ),
    "code of a function": inside(
        answer("fact = lambda n: n if n < 3 else n * fact(n - 1)", "import math\nfact = math.factorial"),
        test("assert fact(5) == 120 and 'fact' in fact.__code__.co_names"),
    ),
    "type hints": inside(
        answer(
            "from typing import Optional\ndef f(x: Optional[int] = None) -> list[str]: return []",
            "def f(x=None) -> list: return []",
        ),
        test(
            """
                from typing import get_type_hints, Optional
                assert get_type_hints(f) == {'x': Optional[int], 'return': list[str]}
                """
        ),
    ),
    "cache of a function": inside(
        answer("from functools import lru_cache\n@lru_cache\ndef f(n): return n", "def f(n): return n"),
        test("f(1)\nf(1)\nassert f.cache_info().hits == 1"),
    ),
    "asynchronous answers": inside(
        answer(
            "import asyncio\nasync def both(a, b): return await asyncio.gather(a(), b())",
            "async def both(a, b): return [await b(), await a()]",
        ),
        test("async def one(): return 1\nasync def two(): return 2\nassert await both(one, two) == [1, 2]"),
    ),
    "threads": inside(
        answer(
            "import threading\nlock = threading.Lock()\nn = 0\ndef add():\n    global n\n    with lock: n += 1",
            "n = 0\ndef add(): pass",
        ),
        test(
            """
                import threading
                ts = [threading.Thread(target=add) for _ in range(8)]
                [t.start() for t in ts]
                [t.join() for t in ts]
                assert n == 8
                """
        ),
    ),
    "pool of threads": inside(
        answer(
            """
                from concurrent.futures import ThreadPoolExecutor
                def par(f, xs):
                    with ThreadPoolExecutor(2) as p: return list(p.map(f, xs))
                """,
            "def par(f, xs): return xs",
        ),
        test("assert par(abs, [-1, -2]) == [1, 2]"),
    ),
    "another process": inside(
        answer(
            """
                import subprocess, sys
                def run(code):
                    return subprocess.run([sys.executable, '-c', code], capture_output=True, text=True).stdout
                """,
            "def run(code): return ''",
        ),
        test("assert run('print(6 * 7)').strip() == '42'"),
    ),
    "pool of processes": inside(
        answer(
            """
                from multiprocessing import Pool
                def sq(x): return x * x
                def par(xs):
                    with Pool(2) as p: return p.map(sq, xs)
                """,
            "def par(xs): return xs",
        ),
        test("assert par([2, 3]) == [4, 9]"),
    ),
    "a file that the answer writes": inside(
        answer(
            """
                import csv
                def save(rows):
                    with open('out.csv', 'w', newline='') as f: csv.writer(f).writerows(rows)
                """,
            "def save(rows): open('out.csv', 'w').write(str(rows))",
        ),
        test(
            "import csv\nsave([['a', 1]])\nwith open('out.csv') as f:\n    assert list(csv.reader(f)) == [['a', '1']]"
        ),
    ),
    "a file that the test writes": inside(
        answer(
            "from pathlib import Path\ndef lines(p): return Path(p).read_text().split()", "def lines(p): return ['x']"
        ),
        test(
            """
                from pathlib import Path
                Path('t.txt').write_text('a b')
                assert lines('t.txt') == ['a', 'b']
                Path('t.txt').unlink()
                """
        ),
    ),
    "a temporary folder": inside(
        answer("import os\ndef files(d): return sorted(os.listdir(d))", "def files(d): return []"),
        test(
            """
                import tempfile, pathlib
                with tempfile.TemporaryDirectory() as d:
                    (pathlib.Path(d) / 'a').touch()
                    assert files(d) == ['a']
                """
        ),
    ),
    "a file beside the notebook": inside(
        answer("numbers = [int(line) for line in open('data.txt')]", "numbers = []"),
        test("assert sorted(numbers) == [1, 2, 3]"),
    ),
    "a file read by a plain function": inside(
        answer("def total(path): return sum(map(int, open(path)))", "def total(path): return 0"),
        test("assert total('data.txt') == 6"),
    ),
    "a module beside the notebook": inside(
        answer("from shapes import area\ndef square(a): return area(a, a)", "def square(a): return a"),
        test("import shapes\nassert square(3) == shapes.area(3, 3)"),
    ),
    "a locked import from beside the notebook": inside(
        locked("from shapes import area"),
        answer("def square(a): return area(a, a)", "def square(a): return a"),
        test("assert square(3) == area(3, 3)"),
    ),
    "numpy reads a file": inside(
        locked("import numpy as np"),
        answer("data = np.loadtxt('data.txt')", "data = np.zeros(3)"),
        test("assert np.array_equal(data, np.loadtxt('data.txt'))"),
    ),
    "json file": inside(
        answer("import json\nwith open('c.json', 'w') as f: json.dump({'lr': 0.1}, f)", "pass"),
        test("import json\nwith open('c.json') as f:\n    assert json.load(f) == {'lr': 0.1}"),
    ),
    "sqlite": inside(
        answer(
            """
                import sqlite3
                db = sqlite3.connect(':memory:')
                db.execute('create table t(x)')
                db.executemany('insert into t values (?)', [(1,), (2,)])
                """,
            "import sqlite3\ndb = sqlite3.connect(':memory:')\ndb.execute('create table t(x)')",
        ),
        test("assert db.execute('select sum(x) from t').fetchone() == (3,)"),
    ),
    "working folder": inside(
        answer("import os\nos.makedirs('sub', exist_ok=True)\nopen('sub/a', 'w').close()", "pass"),
        test("import os\nassert os.path.isfile(os.path.join('sub', 'a'))"),
    ),
    "axes": inside(
        locked("import matplotlib.pyplot as plt"),
        answer(
            """
                def draw(ys):
                    fig, ax = plt.subplots()
                    ax.plot(ys, 'r--')
                    ax.set_xlabel('epochs')
                    return ax
                """,
            "def draw(ys):\n    fig, ax = plt.subplots()\n    ax.plot(ys)\n    return ax",
        ),
        test(
            """
                ax = draw([1, 2])
                assert ax.get_xlabel() == 'epochs' and ax.lines[0].get_ydata().tolist() == [1, 2]
                plt.close('all')
                """
        ),
    ),
    "figure of the answer's cell": inside(
        locked("import matplotlib.pyplot as plt"),
        answer("fig, ax = plt.subplots()\nax.bar(['a', 'b'], [1, 2])", "fig, ax = plt.subplots()"),
        test("assert len(ax.patches) == 2"),
    ),
    "sympy": inside(
        locked("import sympy as sp\nx = sp.symbols('x')"),
        answer("d = sp.diff(x**3, x)", "d = x**2"),
        test("assert sp.simplify(d - 3 * x**2) == 0"),
    ),
    "everything of a module": inside(
        locked("from math import *"),
        answer("def f(x): return sqrt(x) + pi", "def f(x): return x"),
        test("assert isclose(f(4), 2 + pi)"),
    ),
    "everything of numpy": inside(
        locked("from numpy import *"),
        answer("def f(a): return sum(a, axis=0)", "def f(a): return a"),
        test("assert all(f(ones((2, 3))) == 2)"),
    ),
    "scikit-learn": inside(
        locked(
            "import numpy as np\nfrom sklearn.linear_model import LinearRegression\nX = np.arange(4.0).reshape(-1, 1)"
        ),
        answer("model = LinearRegression().fit(X, 2 * X[:, 0] + 1)", "model = LinearRegression().fit(X, X[:, 0])"),
        test("assert np.isclose(model.coef_[0], 2) and model.score(X, 2 * X[:, 0] + 1) > 0.99"),
    ),
    "scipy minimizes": inside(
        locked("from scipy.optimize import minimize"),
        answer("def loss(w): return float((w[0] - 3) ** 2)", "def loss(w): return float(w[0] ** 2)"),
        test("assert abs(minimize(loss, [0.0]).x[0] - 3) < 1e-3"),
    ),
    "vectorized": inside(
        locked("import numpy as np"),
        answer("def step(x): return 1 if x > 0 else 0", "def step(x): return 1"),
        test("assert np.vectorize(step)([-1, 1]).tolist() == [0, 1]"),
    ),
    "structured array": inside(
        locked("import numpy as np"),
        answer("r = np.array([(1, 2.5)], dtype=[('n', int), ('x', float)])", "r = np.array([[1, 2.5]])"),
        test("assert r['x'][0] == 2.5 and r.dtype.names == ('n', 'x')"),
    ),
    "array of dates": inside(
        locked("import numpy as np"),
        answer("d = np.datetime64('2024-02-28') + np.arange(3)", "d = np.datetime64('2024-02-28') - np.arange(3)"),
        test("assert str(d[2]) == '2024-03-01'"),
    ),
    "array of objects": inside(
        locked("import numpy as np"),
        answer("a = np.array([1, 'a', None], dtype=object)", "a = np.array(['1', 'a', 'None'])"),
        test("assert a.dtype == object and a[2] is None"),
    ),
    "error of numpy": inside(
        locked("import numpy as np"),
        answer("def solve(a, b): return np.linalg.solve(a, b)", "def solve(a, b): return np.linalg.pinv(a) @ b"),
        test("np.testing.assert_raises(np.linalg.LinAlgError, solve, np.zeros((2, 2)), np.ones(2))"),
    ),
    "old random state": inside(
        locked("import numpy as np"),
        answer("def draw(rs): return rs.rand(2)", "def draw(rs): return [0, 0]"),
        test("assert np.allclose(draw(np.random.RandomState(1)), np.random.RandomState(1).rand(2))"),
    ),
    "data frame": inside(
        locked("import pandas as pd\nmarks = pd.read_csv('marks.csv')"),
        answer("best = marks[marks['mark'] == marks['mark'].max()]", "best = marks.head(1)"),
        test("assert best['name'].tolist() == ['Bob'] and best.shape == (1, 2)"),
    ),
    "grouped data": inside(
        locked("import pandas as pd\ndf = pd.DataFrame({'k': ['a', 'b', 'a'], 'v': [1, 2, 3]})"),
        answer("def means(d): return d.groupby('k')['v'].mean()", "def means(d): return d.groupby('k')['v'].sum()"),
        test(
            """
            want = pd.Series([2.0, 2.0], index=pd.Index(['a', 'b'], name='k'), name='v')
            pd.testing.assert_series_equal(means(df), want)
            """
        ),
    ),
    "a frame that must not change": inside(
        locked("import pandas as pd\ndf = pd.DataFrame({'v': [1.0, None]})"),
        answer("def filled(d): return d.fillna(0)", "def filled(d):\n    d['v'] = d['v'].fillna(0)\n    return d"),
        test("before = df.copy()\nassert filled(df)['v'].sum() == 1\nassert df.equals(before)"),
    ),
    "number of a frame": inside(
        locked("import pandas as pd\ndf = pd.DataFrame({'v': [1, 2]})"),
        answer("mean = df['v'].mean()", "mean = df['v'].sum()"),
        test("assert abs(mean - 1.5) < 1e-9"),
    ),
    "tensor": inside(
        locked("import torch"),
        answer(
            "def loss(w, x, y): return ((x @ w - y) ** 2).mean()",
            "def loss(w, x, y): return torch.tensor(0.0, requires_grad=True)",
        ),
        test(
            """
                w = torch.zeros(2, requires_grad=True)
                loss(w, torch.eye(2), torch.ones(2)).backward()
                assert torch.allclose(w.grad, -torch.ones(2))
                """
        ),
    ),
}
