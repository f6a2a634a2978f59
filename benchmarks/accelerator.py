"""Examples per second and peak memory of an accelerator, such as a GPU, against the batch size.

`python -m benchmarks.accelerator` trains the two networks of chapter 15 on made-up images, in float32 and with
bfloat16 by autocast, in batches of 1, 2, 4, ... until throughput saturates or memory ends, and writes ACCELERATOR.md
beside this file. Where there is no accelerator it refuses; `--device cpu` tries the script itself.
"""

import argparse
import platform
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from pathlib import Path
from time import perf_counter

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from mbcourse.memory import saved_bytes
from mbcourse.torch_train import cnn, mlp

RESULTS = Path(__file__).with_name("ACCELERATOR.md")
SAMPLE = 0.2
"""The shortest measurement, in seconds: faster updates are made many times in a row."""

NETWORKS: dict[str, Callable[[], nn.Module]] = {
    "MLP": lambda: nn.Sequential(nn.Flatten(), mlp((64, 256, 256, 10), rng=0)),
    "CNN": lambda: cnn((16, 32), rng=0),
}
PRECISIONS = ("float32", "bfloat16")
GAIN = 1.05
"""Throughput is saturated when two doublings of the batch, the last two, have each raised it by less than this."""

HEADER = (
    "| network | precision | batch size | examples per second | peak memory | kept for backward, by count |\n"
    "| --- | --- | --- | --- | --- | --- |"
)
DOCUMENT = """\
# Throughput and memory against batch size

Written by `python -m benchmarks.accelerator`: {device}, PyTorch {version}, Python {python}, {date}.

Training updates with SGD on made-up images of 8 x 8 pixels that lie on the device already: median of {repeats} repeats,
with the smallest and the largest. Peak memory is what PyTorch's allocator had handed out at most, parameters included.
"By count" is `mbcourse.memory.saved_bytes`. A column ends where two doublings of the batch gain less than {gain:.0%}
each, or where memory does.

{table}

{ends}
"""


@dataclass(frozen=True, eq=False)
class Measurement:
    """One row of the table: examples per second in each repeat, and bytes; `peak` is None where nothing counts it."""

    network: str
    precision: str
    batch_size: int
    throughputs: NDArray[np.float64]
    peak: int | None
    kept: int

    @property
    def throughput(self) -> float:
        return float(np.median(self.throughputs))

    def row(self) -> str:
        low, high = self.throughputs.min(), self.throughputs.max()
        peak = "not counted" if self.peak is None else f"{self.peak / 1e6:,.1f} MB"
        speed = f"**{self.throughput:,.0f}** ({low:,.0f} to {high:,.0f})"
        cells = (self.network, self.precision, f"{self.batch_size:,}", speed, peak, f"{self.kept / 1e6:,.1f} MB")
        return f"| {' | '.join(cells)} |"


def powers_of_two(largest: int) -> list[int]:
    """Return 1, 2, 4, ... up to `largest`."""
    if largest < 1:
        raise ValueError(f"largest is {largest}: give a batch size of at least 1")
    return [2**k for k in range(largest.bit_length())]


def saturated(throughputs: Sequence[float]) -> bool:
    """Return whether each of the last two doublings of the batch gained less than `GAIN`."""
    return len(throughputs) > 2 and all(throughputs[k] < GAIN * throughputs[k - 1] for k in (-1, -2))


def knee(sizes: Sequence[int], throughputs: Sequence[float]) -> int:
    """Return the smallest batch size that reaches half of the largest throughput."""
    return next(size for size, speed in zip(sizes, throughputs, strict=True) if speed >= max(throughputs) / 2)


def sweep(measure: Callable[[int], Measurement], sizes: Iterable[int]) -> tuple[list[Measurement], str]:
    """Measure size by size; return the measurements and why they end."""
    rows: list[Measurement] = []
    for size in sizes:
        try:
            rows.append(measure(size))
        except torch.OutOfMemoryError:
            return rows, f"out of memory at batch size {size:,}"
        if saturated([row.throughput for row in rows]):
            return rows, f"saturated at batch size {size:,}"
    return rows, "the largest batch size asked for"


def measure(network: str, precision: str, batch_size: int, device: torch.device, repeats: int) -> Measurement:
    """Time training updates on the device, after a warm-up, and count their memory."""
    model = NETWORKS[network]().float().to(device)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
    rng = np.random.default_rng(0)
    x = torch.tensor(rng.standard_normal((batch_size, 1, 8, 8), dtype=np.float32), device=device)
    y = torch.tensor(rng.integers(10, size=batch_size), device=device)
    loss = _Loss(model, device.type, precision)

    def update() -> None:
        optimizer.zero_grad()
        loss(x, y).backward()
        optimizer.step()

    on_accelerator = device.type != "cpu"
    update()  # a warm-up
    if on_accelerator:
        torch.accelerator.reset_peak_memory_stats(device)
    calls = ceil(SAMPLE / _seconds(update, 1, on_accelerator))
    seconds = np.array([_seconds(update, calls, on_accelerator) for _ in range(repeats)])
    peak = torch.accelerator.max_memory_allocated(device) if on_accelerator else None
    return Measurement(network, precision, batch_size, batch_size / seconds, peak, saved_bytes(loss, x, y))


class _Loss(nn.Module):
    """A network with its loss, under autocast where the precision asks for it."""

    def __init__(self, network: nn.Module, device_type: str, precision: str) -> None:
        super().__init__()
        self.network, self.device_type, self.enabled = network, device_type, precision == "bfloat16"

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
        with torch.autocast(self.device_type, torch.bfloat16, enabled=self.enabled):
            return nn.functional.cross_entropy(self.network(x), y)


def _seconds(update: Callable[[], None], calls: int, on_accelerator: bool) -> float:
    """Return the seconds of one update; an accelerator works on after a call has returned, so it is waited for."""

    def wait() -> None:
        if on_accelerator:
            torch.accelerator.synchronize()

    wait()
    began = perf_counter()
    for _ in range(calls):
        update()
    wait()
    return (perf_counter() - began) / calls


def find_device(name: str | None) -> torch.device:
    """Return the device of that name, by default the accelerator."""
    if name is not None:
        return torch.device(name)
    found = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
    if found is None:
        raise SystemExit(
            "PyTorch finds no accelerator here: run this where there is a GPU, with a build of PyTorch for it. "
            "To try the script itself, add --device cpu --largest 64 --output FILE"
        )
    return found


def device_name(device: torch.device) -> str:
    """Return what the maker calls the device, where PyTorch knows."""
    known = device.type == "cuda"
    return torch.cuda.get_device_name(device) if known else f"{device.type}, {platform.machine()}"


def document(device: str, repeats: int, rows: Sequence[Measurement], ends: Sequence[str]) -> str:
    """Return the results as a page of Markdown."""
    return DOCUMENT.format(
        device=device, version=torch.__version__, python=platform.python_version(), date=date.today().isoformat(),
        repeats=repeats, gain=GAIN - 1, table="\n".join([HEADER, *(row.row() for row in rows)]),
        ends="\n".join(f"- {end}" for end in ends),
    )  # fmt: skip


def sweeps(device: torch.device, largest: int, repeats: int) -> Iterator[tuple[list[Measurement], str]]:
    """Give the measurements of each network in each precision, and a sentence on them."""
    for network in NETWORKS:
        for precision in PRECISIONS:

            def one(size: int, network: str = network, precision: str = precision) -> Measurement:
                return measure(network, precision, size, device, repeats)

            rows, end = sweep(one, powers_of_two(largest))
            if not rows:
                raise SystemExit(f"{network}, {precision}: {end}")
            half = knee([row.batch_size for row in rows], [row.throughput for row in rows])
            yield rows, f"{network}, {precision}: half of the largest throughput from batch size {half:,}; ends: {end}."


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.accelerator", description=__doc__.splitlines()[0])
    parser.add_argument("--device", help="such as cuda:1, mps, cpu; by default the accelerator that PyTorch finds")
    parser.add_argument("--largest", type=int, default=2**22, help="no batch size beyond this")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--output", type=Path, default=RESULTS)
    given = parser.parse_args(arguments)
    device = find_device(given.device)
    rows, ends = [], []
    for measured, end in sweeps(device, given.largest, given.repeats):
        rows += measured
        ends.append(end)
        print(f"==> {end}", flush=True)
    given.output.write_text(document(device_name(device), given.repeats, rows, ends), encoding="utf-8")
    print(f"==> {given.output}")


if __name__ == "__main__":
    main()
