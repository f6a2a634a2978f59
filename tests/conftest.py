"""Settings that every test shares: figures without a screen, closed after use; the same examples in every run."""

import matplotlib
import pytest
from hypothesis import settings
from matplotlib import pyplot

matplotlib.use("Agg")

# The same examples on every machine and in every run; no deadline, since two workers share the cores.
settings.register_profile("course", derandomize=True, deadline=None)
settings.load_profile("course")


@pytest.fixture(autouse=True)
def _no_figure_stays_open():
    yield
    pyplot.close("all")
