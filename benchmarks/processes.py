"""What the system tells of a process and of all that it has started (Linux)."""

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def children(process: int) -> list[int]:
    """Ids of the processes that it has started and that still run; none where it has ended itself."""
    found: list[int] = []
    with suppress(FileNotFoundError, ProcessLookupError):  # it has ended meanwhile, or a thread of it
        for file in Path(f"/proc/{process}/task").glob("*/children"):
            found += map(int, file.read_text().split())
    return found


def resident_mb(process: int) -> float:
    """Resident memory of a process and of all that it has started."""
    pages = sum(int(sizes.split()[1]) for sizes in _told(process, "statm"))
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def peak_mb(process: int) -> float:
    """The most resident memory of a process and of all that it has started and that still run."""
    lines = (line for status in _told(process, "status") for line in status.splitlines())
    return sum(int(line.split()[1]) * 1.024e-3 for line in lines if line.startswith("VmHWM:"))


def processor_s(process: int) -> float:
    """The processor time of a process and of all that it has started."""
    ticks = 0
    for stat in _told(process, "stat"):
        ticks += sum(map(int, stat.rpartition(")")[2].split()[11:15]))  # with that of children that ended
    return ticks / os.sysconf("SC_CLK_TCK")


def _told(process: int, name: str) -> Iterator[str]:
    """That file of a process, and of all that it has started and that still run."""
    numbers = [process]
    while numbers:
        number = numbers.pop()
        with suppress(FileNotFoundError, ProcessLookupError):
            text = Path(f"/proc/{number}/{name}").read_text()
            numbers += children(number)
            yield text
