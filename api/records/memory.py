"""Answers of the store kept until it changes: whole tables and counts that many pages need."""

import ctypes
import sys
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

ENTRIES = 256
ITEMS = 1_000_000
"""How many solutions are kept in all; the least recently used go first."""

LONG_S = 1.0
"""What took longer has used much memory, which is given back to the system."""

ELSEWHERE_S = 15.0
"""How long answers of an endpoint are kept, since others may write to it."""


@contextmanager
def giving_back() -> Iterator[None]:
    """Work after which, where it was long, the memory freed goes back to the system.

    The C library would keep it for itself (glibc; elsewhere nothing is done).
    """
    started = time.monotonic()
    yield
    is_long = time.monotonic() > started + LONG_S
    if is_long and sys.platform == "linux" and hasattr(libc := ctypes.CDLL(None), "malloc_trim"):
        libc.malloc_trim(0)


@dataclass(frozen=True, slots=True)
class _Entry:
    version: int
    until: float
    size: int
    value: Any


class Memory:
    """Values by key, each valid for one version of the store; safe in threads."""

    def __init__(self, seconds: float = float("inf")) -> None:
        self._seconds = seconds
        self._entries: OrderedDict[object, _Entry] = OrderedDict()
        self._size = 0
        self._lock = Lock()

    def get(self, key: object, version: int, make: Callable[[], T], size: Callable[[T], int]) -> T:
        """The value kept, else the one that `make` gives; `size` counts its items."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is not None and entry.version == version and time.monotonic() < entry.until:
                self._entries.move_to_end(key)
                value: T = entry.value
                return value
        with giving_back():
            made = make()
        with self._lock:
            self._drop(key)
            self._entries[key] = _Entry(version, time.monotonic() + self._seconds, size(made), made)
            self._size += size(made)
            while len(self._entries) > ENTRIES or (self._size > ITEMS and len(self._entries) > 1):
                self._drop(next(iter(self._entries)))
        return made

    def _drop(self, key: object) -> None:
        if (entry := self._entries.pop(key, None)) is not None:
            self._size -= entry.size
