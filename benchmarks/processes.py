"""What processes of this machine use, as Linux counts it in /proc (proc(5))."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """Return a process and all that it began and that still run."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in task.read_text().split():
            found += family(int(child))
    return found


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return the CPU seconds of processes, in the program and in the system for it, since they began."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / _TICKS


def peak_mebibytes(pids: Iterable[int]) -> float:
    """Return the sum of what each process had in memory at most."""
    found = [re.findall(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text()) for pid in pids]
    return sum(int(each[0]) for each in found) / 1024
