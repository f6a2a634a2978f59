"""Answer every question twice, so that each further reply belongs to the question before."""

# %% own
from outside import actions, channel, wire

for name, honest in list(actions.items()):

    def twice(honest=honest, **request):
        reply = honest(**request)
        wire.send(channel, reply)
        return reply

    actions[name] = twice
