"""The vector instructions that PyTorch can be told to use; those beyond this processor's cannot be tried on it."""

import os

import torch

SETS = ("DEFAULT", "AVX2", "AVX512")
NATIVE = torch.backends.cpu.get_cpu_capability()
HERE = SETS[: SETS.index(NATIVE) + 1] if NATIVE in SETS else ()


def environment(capability: str) -> dict[str, str]:
    """Return the variables with which a new process uses these instructions, and one thread."""
    return {**os.environ, "ATEN_CPU_CAPABILITY": capability.lower(), "OMP_NUM_THREADS": "1"}
