"""Benchmarks: one file per claim, each side by side with a peer in one run. `python -m benchmarks` runs them all."""

import os

# The problems are small: every side runs on one thread. Set before NumPy and PyTorch start their threads.
os.environ["OMP_NUM_THREADS"] = "1"
