from random import Random


def shuffled_epochs(x, y, session, epochs, rng):
    chance = Random(int(rng.integers(2**63)))
    readings = {}
    for a, b, name in zip(x, y, session):
        readings.setdefault(name, []).append((a, b))
    groups = list(readings.values())
    for _ in range(epochs):
        chance.shuffle(groups)
        yield tuple(zip(*[pair for group in groups for pair in group]))
