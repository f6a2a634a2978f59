"""Take all memory. (It stops at 2 GB, for the sake of whoever tries this without limits.)"""

# %% own
pieces = []
try:
    while len(pieces) < 20:
        pieces.append(b"x" * 100_000_000)
except MemoryError:
    pass
if len(pieces) == 20:
    print("took: 2 GB of memory")
