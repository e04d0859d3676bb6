"""A pool of sandboxed readers over checkpoints of the store.

After a write a new checkpoint takes the old one's place; readers of the old one leave after their query.
"""

import asyncio
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from api.sparql.process import ReaderProcess


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may use, and how many run. Times in seconds, sizes in MB.

    `timeout_s` counts from a query's arrival to the end of its answer, or to its first megabyte; a longer
    answer may take `delivery_s` more to be fetched. A query that has not answered after `quick_s` is
    long. `quick` short and `slow` long ones run at once, `waiting` may be there in all.
    """

    timeout_s: float = 20.0
    delivery_s: float = 300.0
    quick_s: float = 0.1
    memory_mb: int = 1024
    result_mb: int = 256
    quick: int = 2
    slow: int = 2
    waiting: int = 64


class ReaderPool:
    """Reader processes, taken and given back. `make_checkpoint(path)` copies the store to a new folder."""

    def __init__(self, make_checkpoint: Callable[[Path], None], folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._make_checkpoint = make_checkpoint
        self._folder = folder
        self._idle: list[ReaderProcess] = []
        self._busy: set[ReaderProcess] = set()
        self._current = folder
        self._generation = 0
        self._refreshing = asyncio.Lock()
        self._tidying: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Take the first checkpoint and start the readers."""
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        await self.refresh()

    async def refresh(self) -> None:
        """Stand over the store as it is now. Queries that run keep what they began with."""
        async with self._refreshing:
            self._generation += 1
            path = self._folder / str(self._generation)
            await asyncio.to_thread(self._make_checkpoint, path)
            readers = [await self._start(path) for _ in range(self.limits.quick)]
            retired, self._idle, self._current = self._idle, readers, path
            for reader in retired:
                await reader.end()
            await self._remove_unused()

    async def stop(self) -> None:
        """End every reader and remove the checkpoints."""
        for reader in (*self._idle, *self._busy):
            await reader.end()
        self._idle.clear()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def take(self) -> ReaderProcess:
        """A reader over the current checkpoint, idle or new."""
        reader = self._idle.pop() if self._idle else await self._start(self._current)
        self._busy.add(reader)
        return reader

    def give_back(self, reader: ReaderProcess) -> None:
        """Keep the reader for another query if it is fit for one, else kill it."""
        self._busy.discard(reader)
        is_current = reader.checkpoint == self._current
        if reader.is_fit and is_current and len(self._idle) < self.limits.quick:
            self._idle.append(reader)
            return
        reader.kill()
        if not is_current:
            self._tidying = asyncio.get_running_loop().create_task(self._remove_unused())

    async def _start(self, checkpoint: Path) -> ReaderProcess:
        return await ReaderProcess.start(checkpoint, self.limits.memory_mb, self.limits.result_mb)

    async def _remove_unused(self) -> None:
        used = {reader.checkpoint for reader in (*self._busy, *self._idle)} | {self._current}
        for path in sorted(self._folder.iterdir()):
            if path not in used and int(path.name) < int(self._current.name):
                await asyncio.to_thread(shutil.rmtree, path, ignore_errors=True)
