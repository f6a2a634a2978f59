"""Send a thousand right-looking replies before anything is asked, and none afterwards."""

# %% own
from outside import actions, channel, wire

for _ in range(1000):
    wire.send(channel, {"outputs": [], "predict": {"value": 0.0}, "value": 0.0, "printed": "", "afterwards": []})

actions.clear()
