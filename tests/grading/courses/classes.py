"""Classes: a course on programming with objects."""

from tests.grading.features import answer, locked, test, text

FILES: dict[str, str] = {}
ASSIGNMENTS = {
    "accounts": (
        text("# An account"),
        answer(
            """
            class Account:
                def __init__(self, owner, balance=0):
                    self.owner, self.balance = owner, balance
                def pay_in(self, amount):
                    if amount <= 0:
                        raise ValueError("the amount must be positive")
                    self.balance += amount
                def __repr__(self):
                    return f"Account({self.owner!r}, {self.balance})"
            """,
            """
            class Account:
                def __init__(self, owner, balance=0):
                    self.owner, self.balance = owner, balance
                def pay_in(self, amount):
                    self.balance += amount
            """,
        ),
        test("a = Account('Ada')\na.pay_in(5)\nassert (a.owner, a.balance) == ('Ada', 5)", 1),
        test(
            """
            try:
                a.pay_in(-1)
            except ValueError as error:
                assert "positive" in str(error)
            else:
                raise AssertionError("no error")
            """,
            2,
        ),
        test("assert repr(Account('Bob', 2)) == \"Account('Bob', 2)\"", 1),
        answer(
            """
            class Savings(Account):
                rate = 0.1
                def add_interest(self):
                    self.pay_in(self.balance * self.rate)
            """,
            "class Savings:\n    rate = 0.1",
        ),
        test(
            "points = 0\npoints += issubclass(Savings, Account)\ns = Savings('Eve', 100)\ns.add_interest()\n"
            "points += 2 * (abs(s.balance - 110) < 1e-9)\npoints",
            3,
        ),
    ),
    "shapes": (
        locked(
            """
            from abc import ABC, abstractmethod
            class Shape(ABC):
                @abstractmethod
                def area(self): ...
            def total(shapes):
                return sum(shape.area() for shape in shapes)
            """
        ),
        answer(
            "class Square(Shape):\n    def __init__(self, a): self.a = a\n    def area(self): return self.a**2",
            "class Square:\n    def __init__(self, a): self.a = a\n    def area(self): return self.a * 4",
        ),
        test("assert Square(3).area() == 9", 1),
        test("assert isinstance(Square(1), Shape)", 1),
        answer(
            """
            class Stack:
                def __init__(self): self._items = []
                def push(self, item): self._items.append(item)
                def pop(self):
                    if not self._items:
                        raise IndexError("the stack is empty")
                    return self._items.pop()
                def __len__(self): return len(self._items)
            """,
            """
            class Stack:
                def __init__(self): self._items = []
                def push(self, item): self._items.append(item)
                def pop(self): return self._items.pop(0) if self._items else None
                def __len__(self): return len(self._items)
            """,
        ),
        test("s = Stack()\ns.push(1)\ns.push(2)\nassert len(s) == 2 and s.pop() == 2", 2),
        test(
            "import unittest\ncase = unittest.TestCase()\nwith case.assertRaises(IndexError):\n    Stack().pop()", 1.5
        ),
        answer(
            "def largest(shapes): return max(shapes, key=lambda s: s.area())", "def largest(shapes): return shapes[0]"
        ),
        test("a, b = Square(1), Square(2)\nassert largest([a, b]) is b\nassert total([a, b]) == 5", 2),
    ),
}
