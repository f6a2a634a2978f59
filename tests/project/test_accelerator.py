"""benchmarks/accelerator.py, where there is no accelerator: sizes, ends, the table, and a run on the CPU."""

import re

import numpy as np
import pytest
import torch

from benchmarks import accelerator
from benchmarks.accelerator import Measurement, knee, powers_of_two, saturated, sweep


def measured(batch_size, throughput, peak=None):
    speeds = np.array([0.9, 1.0, 1.2]) * throughput
    return Measurement("MLP", "float32", batch_size, speeds, peak, 2_352 * batch_size + 4)


@pytest.mark.parametrize(("largest", "sizes"), [(1, [1]), (2, [1, 2]), (9, [1, 2, 4, 8]), (16, [1, 2, 4, 8, 16])])
def test_sizes_are_the_powers_of_two_up_to_the_largest(largest, sizes):
    assert powers_of_two(largest) == sizes


def test_a_largest_size_below_one_is_refused():
    with pytest.raises(ValueError, match="largest is 0: give a batch size of at least 1"):
        powers_of_two(0)


@pytest.mark.parametrize(
    ("throughputs", "ends"),
    [
        ([100, 101], False),  # one doubling
        ([100, 200, 201], False),  # one that gained nothing
        ([100, 101, 200, 201], False),
        ([100, 200, 208, 209], True),
        ([100, 90, 80], True),
    ],
)
def test_throughput_is_saturated_when_two_doublings_gain_nothing(throughputs, ends):
    assert saturated(throughputs) is ends


@pytest.mark.parametrize("fixed", [3, 24, 100])
def test_the_knee_is_where_the_fixed_cost_is_that_of_the_examples(fixed):
    """Where an update costs as much as `fixed` + B examples; the largest size stands for the limit."""
    sizes = powers_of_two(2**20)
    found = knee(sizes, [size / (fixed + size) for size in sizes])
    assert fixed <= found < 2 * fixed + 1


def test_a_sweep_ends_where_memory_does_or_throughput_saturates_or_sizes_end():
    def limited(size):
        if size > 8:
            raise torch.OutOfMemoryError("no more")
        return measured(size, 100 * size)

    rows, end = sweep(limited, powers_of_two(64))
    assert [row.batch_size for row in rows] == [1, 2, 4, 8]
    assert end == "out of memory at batch size 16"
    rows, end = sweep(lambda size: measured(size, min(100 * size, 400)), powers_of_two(64))
    assert rows[-1].batch_size == 16 and end == "saturated at batch size 16"
    assert sweep(lambda size: measured(size, size), [1, 2])[1] == "the largest batch size asked for"


def test_a_row_has_the_median_its_range_and_both_counts_of_bytes():
    row = measured(1024, 5e5, peak=3_400_000).row()
    assert row == "| MLP | float32 | 1,024 | **500,000** (450,000 to 600,000) | 3.4 MB | 2.4 MB |"
    assert "| not counted |" in measured(1024, 5e5).row()


def test_without_an_accelerator_it_refuses_and_says_what_to_do(monkeypatch):
    monkeypatch.setattr(torch.accelerator, "is_available", lambda: False)
    with pytest.raises(SystemExit, match=r"no accelerator here: run this where there is a GPU.*--device cpu"):
        accelerator.main([])


def test_the_whole_script_runs_on_the_cpu(tmp_path, monkeypatch):
    monkeypatch.setattr(accelerator, "SAMPLE", 0.001)
    result = tmp_path / "table.md"
    accelerator.main(["--device", "cpu", "--largest", "4", "--repeats", "3", "--output", str(result)])
    text = result.read_text()
    assert re.search(rf"cpu.*, PyTorch {re.escape(torch.__version__)}, Python .*, \d{{4}}-\d\d-\d\d\.", text)
    rows = re.findall(r"^\| (MLP|CNN) \| (float32|bfloat16) \| ([124]) \|", text, re.M)
    assert len(rows) == len(set(rows)) >= 4 * 3
    assert len(re.findall(r"^- (?:MLP|CNN), .* half of the largest throughput", text, re.M)) == 4
