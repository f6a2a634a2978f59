"""What a check says of an answer that it refuses: a message for the student, and its parts as data for a report."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Hint:
    """The parts of a message, each as text, not yet broken into lines; empty where the message has no such part.

    Attributes
    ----------
    problem : str
        The question and what is wrong with the answer, such as ``"Question 1, predict(x, w, h): The anchor is
        missing."``
    got : str
        The result of a public case, where no known mistake explains how it differs from the right one.
    expected : str
        The right one, in the same case.
    page : str
        What to read, such as ``"Chapter 1, Scaling"``.
    address : str
        Where the book has it; "" where the page is not in the book, such as the text of a question.

    Examples
    --------
    >>> from mbcourse import checks
    >>> hint = checks.Hint("Question 1, f(x): wrong values, for x = 2.", got="5.", expected="4.")
    >>> hint.got
    '5.'
    """

    problem: str
    got: str = ""
    expected: str = ""
    page: str = ""
    address: str = ""


class CheckFailed(AssertionError):
    """An answer that a check refuses; the text is for the student.

    A notebook shows the text alone: a traceback would lead a learner into the checks instead of her own code,
    and would print the lines of a hidden test.

    Parameters
    ----------
    text : str
        The message.
    hint : Hint, optional
        Its parts; by default the text is the problem and all there is.

    Examples
    --------
    >>> from mbcourse import checks
    >>> try:
    ...     checks.ps1.q1(lambda x, w, h: w * x + 0.5 * h)
    ... except checks.CheckFailed as failed:
    ...     print(failed)
    ...     print("wrong:", failed.hint.got)
    Question 1, predict(x, w, h): wrong values, for x = [0. , 2.5, 4. ], w = 3., h =
    0.5
    got [ 0.25,  7.75, 12.25]
    expected [-5.5,  2. ,  6.5]
    Read: Chapter 1, "A line predicts with two numbers".
    part-1/01-line.html#a-line-predicts-with-two-numbers
    wrong: [ 0.25,  7.75, 12.25]
    """

    def __init__(self, text: str, hint: Hint | None = None) -> None:
        super().__init__(text)
        self.hint = hint or Hint(text)

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class NoAnswerYet(CheckFailed):
    """A question that still stands as it was handed out.

    Examples
    --------
    >>> from mbcourse import checks
    >>> def predict(x, w, h):
    ...     raise NotImplementedError("your answer here")
    >>> try:
    ...     checks.ps1.q1(predict)
    ... except checks.NoAnswerYet as failed:
    ...     print(failed)
    Question 1, predict(x, w, h): there is no answer yet; NotImplementedError is
    still raised.
    """
