"""Never answer to a call, and ignore every interrupt."""

# %% own
import time

from outside import actions

honest = actions["call"]


def wait(name, **request):
    while name == "predict":
        try:
            time.sleep(1)
        except BaseException:
            pass
    return honest(name, **request)


actions["call"] = wait
