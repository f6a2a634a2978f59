"""Classes and objects of the answers: attributes, operators, protocols, types."""

from tests.grading.features import answer, inside, locked, test

FEATURES = {
    "method and attribute": inside(
        answer(
            "class Account:\n    def __init__(self): self.sum = 0\n    def pay(self, x): self.sum += x",
            "class Account:\n    def __init__(self): self.sum = 0\n    def pay(self, x): self.sum = x",
        ),
        test("a = Account()\na.pay(1)\na.pay(2)\nassert a.sum == 3"),
    ),
    "property": inside(
        answer(
            """
            class Box:
                def __init__(self, w): self.w = w
                @property
                def area(self): return self.w**2
                @area.setter
                def area(self, value): self.w = value**0.5
            """,
            "class Box:\n    def __init__(self, w): self.w, self.area = w, w * w",
        ),
        test("b = Box(2)\nb.area = 9\nassert b.w == 3 and b.area == 9"),
    ),
    "inheritance": inside(
        answer(
            "class A:\n    def f(self): return 'a'\nclass B(A):\n    def f(self): return super().f() + 'b'",
            "class A:\n    def f(self): return 'a'\nclass B:\n    def f(self): return 'ab'",
        ),
        test("assert B().f() == 'ab'\nassert B.__mro__[1] is A"),
    ),
    "abstract class": inside(
        locked("from abc import ABC, abstractmethod\nclass Shape(ABC):\n    @abstractmethod\n    def area(self): ..."),
        answer("class Sq(Shape):\n    def area(self): return 4", "class Sq:\n    def area(self): return 4"),
        test("assert Sq().area() == 4 and isinstance(Sq(), Shape)"),
    ),
    "repr and str": inside(
        answer(
            "class P:\n    def __repr__(self): return 'P()'\n    def __str__(self): return 'p'",
            "class P:\n    def __str__(self): return 'p'",
        ),
        test("assert repr(P()) == 'P()' and str(P()) == 'p' and f'{P()}' == 'p'"),
    ),
    "operators": inside(
        answer(
            """
            class V:
                def __init__(self, x): self.x = x
                def __add__(self, other): return V(self.x + other.x)
                def __rmul__(self, n): return V(n * self.x)
                def __lt__(self, other): return self.x < other.x
            """,
            """
            class V:
                def __init__(self, x): self.x = x
                def __add__(self, other): return V(self.x + other.x)
                def __mul__(self, n): return V(n * self.x)
                def __lt__(self, other): return self.x < other.x
            """,
        ),
        test("assert (V(1) + V(2)).x == 3\nassert (2 * V(3)).x == 6\nassert max(V(1), V(5)).x == 5"),
    ),
    "equal and hashed": inside(
        answer(
            """
                class P:
                    def __init__(s, v): s.v = v
                    def __eq__(s, o): return s.v == o.v
                    def __hash__(s): return hash(s.v)
                """,
            """
                class P:
                    def __init__(s, v): s.v = v
                    def __eq__(s, o): return s.v == o.v
                    def __hash__(s): return id(s)
                """,
        ),
        test("assert P(1) == P(1)\nassert len({P(1), P(1), P(2)}) == 2"),
    ),
    "container": inside(
        answer(
            """
            class Bag:
                def __init__(self): self.kept = []
                def __len__(self): return len(self.kept)
                def __getitem__(self, i): return self.kept[i]
                def __setitem__(self, i, v): self.kept[i:i + 1] = [v]
                def __contains__(self, v): return v in self.kept
                def __iter__(self): return iter(self.kept)
            """,
            "class Bag(list):\n    def __setitem__(self, i, v): pass",
        ),
        test("b = Bag()\nb[0] = 'x'\nassert len(b) == 1 and b[0] == 'x' and 'x' in b and list(b) == ['x']"),
    ),
    "iterator class": inside(
        answer(
            """
            class Down:
                def __init__(self, n): self.n = n
                def __iter__(self): return self
                def __next__(self):
                    if self.n == 0:
                        raise StopIteration
                    self.n -= 1
                    return self.n
            """,
            "class Down:\n    def __init__(self, n): self.n = n\n    def __iter__(self): return iter(range(self.n))",
        ),
        test("d = Down(3)\nassert next(d) == 2\nassert list(d) == [1, 0] and list(d) == []"),
    ),
    "context manager": inside(
        answer(
            "class Quiet:\n    def __enter__(self): return self\n    def __exit__(self, *e): return True",
            "class Quiet:\n    def __enter__(self): return self\n    def __exit__(self, *e): return None",
        ),
        test("with Quiet():\n    raise KeyError\nassert True"),
    ),
    "context manager of a generator": inside(
        answer(
            """
                from contextlib import contextmanager
                log = []
                @contextmanager
                def tag(n):
                    log.append(n)
                    yield n
                    log.append('/' + n)
                """,
            """
                from contextlib import contextmanager
                log = []
                @contextmanager
                def tag(n):
                    log.append(n)
                    yield n
                """,
        ),
        test("with tag('b') as t:\n    assert t == 'b'\nassert log == ['b', '/b']"),
    ),
    "callable object": inside(
        answer(
            "class Model:\n    def __call__(self, x): return 2 * x\nmodel = Model()",
            "class Model:\n    def __call__(self, x): return x\nmodel = Model()",
        ),
        test("assert model(3) == 6"),
    ),
    "closure": inside(
        answer("def adder(n): return lambda x: x + n", "def adder(n): return lambda x: x + 1"),
        test("assert adder(3)(4) == 7\nplus = adder(10)\nassert plus(1) == 11"),
    ),
    "list of functions": inside(
        answer("fs = [lambda x, k=k: x * k for k in range(3)]", "fs = [lambda x: x * k for k in range(3)]"),
        test("assert [f(1) for f in fs] == [0, 1, 2]"),
    ),
    "decorator": inside(
        answer(
            "import functools\ndef twice(f):\n    @functools.wraps(f)\n    def g(x): return f(f(x))\n    return g",
            "def twice(f):\n    def g(x): return f(f(x))\n    return g",
        ),
        test("@twice\ndef inc(x): return x + 1\nassert inc(1) == 3 and inc.__name__ == 'inc'"),
    ),
    "function handed to the answer": inside(
        answer("def twice(f, x): return f(f(x))", "def twice(f, x): return f(x)"),
        test("def half(x): return x / 2\nassert twice(half, 8) == 2"),
    ),
    "builtin handed to the answer": inside(
        answer("def apply(f, xs): return [f(x) for x in xs]", "def apply(f, xs): return xs"),
        test("assert apply(str, [1, 2]) == ['1', '2'] and apply(abs, [-1]) == [1]"),
    ),
    "dataclass": inside(
        answer(
            """
                from dataclasses import dataclass
                @dataclass(order=True, frozen=True)
                class Day:
                    n: int
                    name: str = ''
                """,
            "from dataclasses import dataclass\n@dataclass(order=True)\nclass Day:\n    n: int\n    name: str = ''",
        ),
        test(
            """
                from dataclasses import FrozenInstanceError
                assert Day(1) < Day(2)
                try:
                    Day(1).n = 2
                except FrozenInstanceError:
                    pass
                else:
                    raise AssertionError('not frozen')
                """
        ),
    ),
    "namedtuple": inside(
        answer(
            """
                from collections import namedtuple
                P = namedtuple('P', 'x y')
                def mid(a, b): return P((a.x + b.x) / 2, (a.y + b.y) / 2)
                """,
            """
                from collections import namedtuple
                P = namedtuple('P', 'x y')
                def mid(a, b): return (a.x + b.x) / 2, (a.y + b.y) / 2
                """,
        ),
        test("m = mid(P(0, 0), P(2, 4))\nassert m == (1, 2) and m.y == 2"),
    ),
    "a namedtuple where a tuple was expected": inside(
        answer(
            "from collections import namedtuple\ndef f(): return namedtuple('P', 'x y')(1, 2)",
            "def f(): return 1, 3",
            reference="def f(): return 1, 2",
        ),
        test("assert f() == (1, 2)"),
    ),
    "a counter where a dict was expected": inside(
        answer(
            "from collections import Counter\ndef count(s): return Counter(s)",
            "def count(s): return {}",
            reference="def count(s): return {c: s.count(c) for c in s}",
        ),
        test("assert count('aab') == {'a': 2, 'b': 1}"),
    ),
    "views of a dict": inside(
        answer("def names(d): return d.keys()", "def names(d): return list(d.values())"),
        test("assert sorted(names({'b': 1, 'a': 2})) == ['a', 'b']"),
    ),
    "a view where a list was expected": inside(
        answer("def names(d): return d.keys()", "def names(d): return []", reference="def names(d): return list(d)"),
        test("assert sorted(names({'b': 1, 'a': 2})) == ['a', 'b']"),
    ),
    "enum": inside(
        answer(
            "from enum import Enum\nclass Kind(Enum):\n    BATCH = 1\n    EPOCH = 2",
            "class Kind:\n    BATCH = 1\n    EPOCH = 2",
        ),
        test("assert [k.name for k in Kind] == ['BATCH', 'EPOCH'] and Kind(2) is Kind.EPOCH"),
    ),
    "default of a missing key": inside(
        answer("from collections import defaultdict\nd = defaultdict(list)", "d = {}"), test("assert d['new'] == []")
    ),
    "ordered dict": inside(
        answer(
            "from collections import OrderedDict\nd = OrderedDict(a=1, b=2)\nd.move_to_end('a')",
            "from collections import OrderedDict\nd = OrderedDict(a=1, b=2)",
        ),
        test("assert list(d) == ['b', 'a']"),
    ),
    "deque": inside(
        answer("from collections import deque\nlast = deque([1, 2, 3], maxlen=2)", "last = [1, 2, 3]"),
        test("assert list(last) == [2, 3]"),
    ),
    "fraction and decimal": inside(
        answer(
            """
                from fractions import Fraction
                from decimal import Decimal
                def f(): return Fraction(1, 3), Decimal('0.10')
                """,
            "def f(): return 1 / 3, 0.1",
        ),
        test(
            """
                from fractions import Fraction
                assert f()[0] * 3 == 1 and f()[0] == Fraction(2, 6)
                assert str(f()[1]) == '0.10'
                """
        ),
    ),
    "date": inside(
        answer(
            "from datetime import date, timedelta\ndef after(d): return d + timedelta(days=7)",
            "from datetime import date, timedelta\ndef after(d): return d",
        ),
        test("from datetime import date\nassert after(date(2024, 2, 25)) == date(2024, 3, 3)"),
    ),
    "bytes": inside(
        answer("def pack(s): return s.encode()", "def pack(s): return s"), test("assert pack('é') == b'\\xc3\\xa9'")
    ),
    "own exception": inside(
        answer(
            "class TooBig(ValueError):\n    pass\ndef f(n):\n    if n > 9: raise TooBig(n)",
            "class TooBig(Exception):\n    pass\ndef f(n):\n    if n > 9: raise TooBig(n)",
        ),
        test(
            """
                try:
                    f(10)
                except TooBig as error:
                    assert isinstance(error, ValueError) and error.args == (10,)
                else:
                    assert False
                """
        ),
    ),
    "exact type": inside(
        answer("def f(): return [1]", "def f(): return (1,)"), test("assert type(f()) is list and f()[0] == 1")
    ),
    "isinstance": inside(
        answer("def f(): return 1.0", "def f(): return 1"),
        test("assert isinstance(f(), float) and not isinstance(f(), bool)"),
    ),
    "hasattr and getattr": inside(
        answer("class T:\n    lr = 0.1\n    def fit(self): return self", "class T:\n    lr = 0.1"),
        test("assert hasattr(T(), 'fit') and getattr(T, 'lr', 0) == 0.1 and callable(T().fit)"),
    ),
    "class and static methods": inside(
        answer(
            """
                class T:
                    made = 0
                    @classmethod
                    def new(cls):
                        cls.made += 1
                        return cls()
                    @staticmethod
                    def two(): return 2
                """,
            """
                class T:
                    made = 0
                    @classmethod
                    def new(cls): return cls()
                    @staticmethod
                    def two(): return 2
                """,
        ),
        test("T.new()\nT.new()\nassert T.made == 2 and T.two() == 2"),
    ),
    "slots": inside(
        answer("class P:\n    __slots__ = ('x',)", "class P:\n    x = None"),
        test("p = P()\ntry:\n    p.y = 1\nexcept AttributeError:\n    ok = True\nelse:\n    ok = False\nassert ok"),
    ),
    "linked list": inside(
        answer(
            """
                class N:
                    def __init__(s, v, n=None): s.v, s.n = v, n
                def rev(h):
                    p = None
                    while h: h.n, p, h = p, h, h.n
                    return p
                """,
            "class N:\n    def __init__(s, v, n=None): s.v, s.n = v, n\ndef rev(h): return h",
        ),
        test("h = rev(N(1, N(2)))\nassert (h.v, h.n.v, h.n.n) == (2, 1, None)"),
    ),
    "lazy generator": inside(
        answer(
            "log = []\ndef g():\n    for i in range(3):\n        log.append(i)\n        yield i",
            "log = []\ndef g():\n    log.extend(range(3))\n    return iter(range(3))",
        ),
        test("it = g()\nnext(it)\nassert log == [0]"),
    ),
    "coroutine of a generator": inside(
        answer(
            "def avg():\n    s = n = 0\n    while True:\n        s, n = s + (yield s / n if n else 0), n + 1",
            "def avg():\n    while True:\n        yield 0",
        ),
        test("a = avg()\nnext(a)\nassert a.send(4) == 4 and a.send(2) == 3"),
    ),
    "pickled and copied": inside(
        answer("class P:\n    def __init__(s, x): s.x = x", "class P:\n    def __init__(s, x): s.x = lambda: x"),
        test(
            """
                import copy, pickle
                p = P([1])
                assert pickle.loads(pickle.dumps(p)).x == [1]
                q = copy.deepcopy(p)
                assert q.x == p.x and q.x is not p.x
                """
        ),
    ),
    "truth of an object": inside(
        answer("class E:\n    def __len__(self): return 0\ne = E()", "class E:\n    pass\ne = E()"),
        test("assert not e"),
    ),
    "ellipsis": inside(answer("def f(): return ...", "def f(): return None"), test("assert f() is ...")),
    "mapped": inside(
        answer("def inc(x): return x + 1", "def inc(x): return x"),
        test("assert list(map(inc, [1, 2])) == [2, 3]"),
    ),
    "expected error, by numpy": inside(
        locked("import numpy as np"),
        answer(
            "def root(x):\n    if x < 0:\n        raise ValueError('negative')\n    return x**0.5",
            "def root(x):\n    return abs(x) ** 0.5",
        ),
        test("np.testing.assert_raises(ValueError, root, -1)"),
    ),
    "large string": inside(
        answer("def f(): return 'ab' * 10_000_000", "def f(): return 'ab'"), test("assert len(f()) == 20_000_000")
    ),
}
