"""A chapter takes at most 25 minutes, and says how many."""

import re

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from tests.book.pages import CHAPTERS, markdown, notebook
from tests.book.quizzes import quizzes
from tests.book.reading_time import MINUTES_A_RECALL, WORDS_A_MINUTE, Amount, count_words, measure


@pytest.mark.parametrize("entry", CHAPTERS)
def test_chapter_fits_and_says_its_minutes(entry):
    amount = measure(notebook(entry))
    print(f"{entry}: {amount.minutes:.1f} minutes, {amount}")
    said = re.search(r"^Reading time\n: (\d+) minutes$", "\n".join(markdown(entry)), re.M)
    assert said, "the header block says `Reading time` and `: NN minutes`"
    assert amount.minutes <= 25, amount
    assert int(said[1]) <= 25
    assert abs(int(said[1]) - amount.minutes) <= 1, amount


@pytest.mark.parametrize("entry", CHAPTERS[1:])
def test_recall_takes_two_minutes_at_most(entry):
    asked = [quiz for cell in notebook(entry).cells if ":class: mb-recall" in cell.source for quiz in quizzes(cell)]
    words = sum(count_words(quiz.text) for quiz in asked)
    assert words / WORDS_A_MINUTE + len(asked) * MINUTES_A_RECALL <= 2


def test_measure_counts_what_is_shown_and_skips_what_is_collapsed():
    shown = """# Two words

::::{admonition} Predict
:class: mb-predict

Three more words, with $a + b$.

:::{quiz}
:tolerance: 0

How many?

- [ ] One option
- [ ] Other
:::

:::{dropdown} Answer
Not counted.
:::
::::

::::{admonition} Exercise 1 (short code)
:class: mb-exercise

Not counted.
::::

::::{admonition} Recall
:class: mb-recall

Not counted.
::::

```python
a = 1

b = 2
```

$$
x = y
$$
"""
    cells = [
        new_markdown_cell(shown, metadata={"quiz": [["Right. Not counted.", "Not this one. Nor this."]]}),
        new_code_cell("one\n\ntwo\n", outputs=[new_output("stream", text="3.5 words")]),
        new_code_cell(
            "draw()", metadata={"tags": ["hide-input"]}, outputs=[new_output("display_data", {"image/svg+xml": ""})]
        ),
        new_code_cell("assert True\nassert True", metadata={"tags": ["hide-cell"]}),
    ]
    assert measure(new_notebook(cells=cells)) == Amount(
        words=2 + 1 + 5 + 2 + 2 + 1 + 1 + 4 + 2, lines=2 + 2, formulas=1, figures=1
    )
    assert Amount(words=200, lines=25, formulas=2, figures=2).minutes == pytest.approx(8)
