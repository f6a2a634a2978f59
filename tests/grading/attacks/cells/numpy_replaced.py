"""Put a module that agrees with everything in NumPy's place."""

# %% own
import sys
import types
from unittest.mock import MagicMock

fake = types.ModuleType("numpy")
fake.__getattr__ = lambda name: MagicMock()
for name in [name for name in sys.modules if name.partition(".")[0] == "numpy"]:
    sys.modules[name] = fake
np = fake
