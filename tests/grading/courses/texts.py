"""Files and strings: a course on text processing."""

from tests.grading.features import answer, locked, test, text

FILES = {"poem.txt": "The rain in Spain\nstays mainly\n\nin the plain\n", "words.py": "STOP = {'the', 'in'}\n"}
ASSIGNMENTS = {
    "counting": (
        text("# Words"),
        answer(
            "def words(path):\n    with open(path) as file:\n        return file.read().lower().split()",
            "def words(path):\n    with open(path) as file:\n        return file.read().split(' ')",
        ),
        test("assert words('poem.txt')[:3] == ['the', 'rain', 'in']", 1),
        test("assert len(words('poem.txt')) == 9", 1),
        answer(
            "def count(items):\n    return {item: items.count(item) for item in items}",
            "def count(items):\n    return {item: 1 for item in items}",
        ),
        test("assert count(['a', 'b', 'a']) == {'a': 2, 'b': 1}\nassert count([]) == {}", 2),
        answer("def is_palindrome(s): return s == s[::-1]", "def is_palindrome(s): return s[0] == s[-1]"),
        test(
            "cases = {'level': True, 'batch': False, 'abca': False, 'aa': True}\n"
            "sum(is_palindrome(s) is right for s, right in cases.items()) / 2",
            2,
        ),
    ),
    "writing": (
        locked("import json\nfrom pathlib import Path"),
        answer(
            "def save(path, data):\n    Path(path).write_text(json.dumps(data))",
            "def save(path, data):\n    Path(path).write_text(str(data))",
        ),
        test("save('out.json', {'a': [1, None]})\nassert Path('out.json').exists()", 1),
        test("assert json.loads(Path('out.json').read_text()) == {'a': [1, None]}", 2),
        answer(
            "def table(rows):\n    for name, mark in rows:\n        print(f'{name:<5}|{mark:>5.1f}')",
            "def table(rows):\n    for name, mark in rows:\n        print(name, mark)",
        ),
        test(
            """
            import io
            from contextlib import redirect_stdout
            with redirect_stdout(io.StringIO()) as out:
                table([("Ada", 1), ("Bob", 12.25)])
            assert out.getvalue() == "Ada  |  1.0\\nBob  | 12.2\\n"
            """,
            2,
        ),
        answer("import re\ndef years(s): return re.findall(r'\\b\\d{4}\\b', s)", "def years(s): return s.split()"),
        test("assert years('from 1951 to 2024, 99999') == ['1951', '2024']", 1.5),
    ),
}
