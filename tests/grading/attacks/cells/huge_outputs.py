"""Show outputs of many megabytes: as text, as pictures, as a traceback, as thousands of small ones."""

# %% own
from IPython.display import Image, display

print("x" * 20_000_000)
display(Image(b"\x89PNG\r\n\x1a\n" + b"x" * 20_000_000, format="png"))
for number in range(5000):
    display({"text/plain": f"{number}" * 100}, raw=True)

# %% end
raise ValueError("x" * 20_000_000)
