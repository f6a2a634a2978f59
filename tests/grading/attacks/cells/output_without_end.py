"""Print without end."""

# %% own
while True:
    print("x" * 1000)
