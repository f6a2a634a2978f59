"""Close the channel to the judge, half and whole, while a thread goes on."""

# %% own
import socket
import threading
import time

from outside import actions, channel

honest = actions["call"]


def half(**request):
    threading.Thread(target=time.sleep, args=[900]).start()
    channel.shutdown(socket.SHUT_WR)
    time.sleep(900)


actions["call"] = half

# %% end
channel.shutdown(socket.SHUT_RDWR)
channel.close()
