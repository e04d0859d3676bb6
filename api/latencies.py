"""How long things took, as histograms for Prometheus."""

from bisect import bisect_left
from collections.abc import Iterator

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Upper bounds, in seconds."""


class Latencies:
    """A histogram for each combination of some labels, of which there must be few."""

    def __init__(self, name: str, *labels: str) -> None:
        self._name = name
        self._labels = labels
        self._counts: dict[tuple[str, ...], list[int]] = {}
        self._seconds: dict[tuple[str, ...], float] = {}

    def add(self, seconds: float, *values: str) -> None:
        """Count one that took so long; a value for each label."""
        counts = self._counts.setdefault(values, [0] * (len(BUCKETS) + 1))
        counts[bisect_left(BUCKETS, seconds)] += 1
        self._seconds[values] = self._seconds.get(values, 0.0) + seconds

    def lines(self) -> Iterator[str]:
        """In Prometheus' text format. https://prometheus.io/docs/instrumenting/exposition_formats/"""
        yield f"# TYPE {self._name} histogram"
        for values, counts in sorted(self._counts.items()):
            labels = ",".join(f'{name}="{value}"' for name, value in zip(self._labels, values, strict=True))
            total = 0
            for bound, number in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                total += number
                yield f'{self._name}_bucket{{{labels},le="{bound}"}} {total}'
            yield f"{self._name}_sum{{{labels}}} {self._seconds[values]:.6f}"
            yield f"{self._name}_count{{{labels}}} {total}"
