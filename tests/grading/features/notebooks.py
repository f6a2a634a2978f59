"""What the notebook itself brings: magics, order of cells, helpers in locked cells, points, marks by hand."""

from tests.grading.features import Cell, answer, inside, locked, plain, test

FEATURES = {
    "%%time": inside(answer("n = 3", "n = 4"), test("%%time\nassert n == 3")),
    "%%capture": inside(
        answer("def hi(): print('hi')", "def hi(): pass"),
        test("%%capture out\nhi()\nassert True"),
        test("assert out.stdout == 'hi\\n'"),
    ),
    "%timeit": inside(
        answer("def f(): return 1", "def f(): return 2"),
        test("took = %timeit -o -n 1 -r 1 f()\nassert f() == 1 and took.best < 1"),
    ),
    "shell command": inside(
        answer("open('made.txt', 'w').write('x')", "pass"), test("files = !ls\nassert 'made.txt' in list(files)")
    ),
    "%%writefile": inside(
        answer("%%writefile mine.py\ndef f(): return 5", "%%writefile mine.py\ndef f(): return 6"),
        test("import mine\nassert mine.f() == 5"),
    ),
    "%%bash": inside(
        answer("%%bash\necho 7 > seven.txt", "%%bash\necho 8 > seven.txt"),
        test("assert open('seven.txt').read().strip() == '7'"),
    ),
    "%matplotlib and styles": inside(
        locked(
            """
                %matplotlib inline
                %config InlineBackend.figure_format = 'png'
                import matplotlib.pyplot as plt
                plt.style.use('ggplot')
                """
        ),
        answer("def f(): return 1", "def f(): return 2"),
        test("assert f() == 1"),
    ),
    "get_ipython": inside(
        answer("n = 3", "m = 3"), test("assert 'n' in get_ipython().user_ns and get_ipython().user_ns['n'] == 3")
    ),
    "history of the notebook": inside(answer("n = sum(range(4))", "n = 6"), test("assert n == 6 and 'sum' in In[1]")),
    "comments to display": inside(
        answer("n = 3", "n = 4"),
        test("from IPython.display import Markdown, display\nassert n == 3\ndisplay(Markdown('**well done**'))"),
    ),
    "a test that ends in a string": inside(answer("n = 3", "n = 4"), test("assert n == 3\n'well done'")),
    "a test that ends in None": inside(answer("n = [3]", "n = [4]"), test("assert n == [3]\nprint('fine')")),
    "partial credit inside": inside(
        answer("class A:\n    def f(self): return 1\n    def g(self): return 2", "class A:\n    def f(self): return 1"),
        test("s = 0\nif hasattr(A, 'f'): s += 1\nif hasattr(A, 'g'): s += 1.5\ns", 2.5),
    ),
    "partial credit inside, by numpy": inside(
        locked("import numpy as np"),
        answer("class A:\n    f = g = 1", "class A:\n    f = 1"),
        test("np.float64(2) * np.mean([hasattr(A, n) for n in 'fg'])", 2),
        stock=(True, True),  # it takes np.float64(1.0), as NumPy 2 shows it, for no number
    ),
    "locked helper": inside(
        locked("def check(f, x, want):\n    got = f(x)\n    assert got == want, f'{got} is not {want}'"),
        answer("def half(x): return x / 2", "def half(x): return x"),
        test("check(half, 4, 2)"),
    ),
    "locked helper under a condition": inside(
        locked("if True:\n    def unchanged(f, xs):\n        return f(xs) is not xs"),
        answer("def copied(xs): return list(xs)", "def copied(xs): return xs"),
        test("assert unchanged(copied, [1])"),
    ),
    "locked helper in a dict": inside(
        locked("checks_by_name = {'new': lambda a, b: a is not b}"),
        answer("def copied(xs): return list(xs)", "def copied(xs): return xs"),
        test("x = [1]\nassert checks_by_name['new'](copied(x), x)"),
    ),
    "locked helper, a partial function": inside(
        locked("import functools, operator\ndiffers = functools.partial(operator.is_not)"),
        answer("def copied(xs): return list(xs)", "def copied(xs): return xs"),
        test("x = [1]\nassert differs(copied(x), x)"),
    ),
    "locked object that records": inside(
        locked(
            """
                class Log:
                    def __init__(self): self.lines = []
                    def write(self, s): self.lines.append(s)
                log = Log()
                """
        ),
        answer("def f(): log.write('x')", "def f(): pass"),
        test("f()\nassert log.lines == ['x']"),
    ),
    "locked data that the answer must leave": inside(
        locked("import numpy as np\nX = np.arange(6.0).reshape(3, 2)"),
        answer("def norm(): return X / X.max()", "def norm():\n    global X\n    X /= X.max()\n    return X"),
        test("assert np.isclose(norm().max(), 1)\nassert X.max() == 5"),
    ),
    "setup and teardown in cells": inside(
        locked("import os\nos.makedirs('work', exist_ok=True)"),
        answer("def save(): open('work/a.txt', 'w').write('1')", "def save(): pass"),
        test("save()\nassert os.listdir('work') == ['a.txt']"),
        locked("import shutil\nshutil.rmtree('work')"),
        test("assert not os.path.exists('work')", 0),
    ),
    "locked call of the answer": inside(
        answer("def f(x): return x * 3", "def f(x): return x"),
        locked("table = [f(x) for x in range(3)]\ntable"),
        test("assert table == [0, 3, 6]"),
    ),
    "answer used by the next answer": inside(
        answer("def f(x): return x + 1", "def f(x): return x + 1"),
        test("assert f(1) == 2"),
        answer("g = [f(x) for x in range(3)]", "g = [0]"),
        test("assert g == [1, 2, 3]"),
    ),
    "two answers of one name": inside(
        answer("x = [1]", "x = [1]"),
        plain("x = x + [2]"),
        test("assert x == [1, 2]"),
        answer("x = x + [3]", "x = [3]"),
        test("assert x == [1, 2, 3]"),
    ),
    "test before its answer": inside(
        test("def grader(v): return v > 2"),
        answer("v = 3", "v = 2"),
        test("assert grader(v)"),
    ),
    "an answer that fails later": inside(
        answer("a = 1", "a = 1\nraise SystemExit"),
        test("assert a == 1"),
        answer("b = [2]", "b = 3"),
        test("assert isinstance(b, list)"),
    ),
    "marks by hand": inside(
        Cell("by hand", "y = 3", "y = 3", "y = 4", 2),
        answer("v = 2", "v = 3"),
        test("assert v == 2"),
    ),
    "points by a name": inside(
        answer("def f(x): return [x]", "def f(x): return x"),
        test("points = 0\npoints += f(1) == [1]\npoints += isinstance(f(1), list)\npoints", 2),
    ),
}
