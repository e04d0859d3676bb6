"""A pool of sandboxed readers with two lanes, so that long queries never keep short ones waiting.

Every query starts in the quick lane. One that has not answered within `quick_s` goes on in the slow
lane, at low priority, if there is room; else it is ended and begun again when there is, within its
time. Readers stand over a checkpoint of the store; after a write a new checkpoint takes the old one's
place, and readers of the old one leave after their query.
"""

import asyncio
import contextlib
import shutil
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from api.sparql.process import ReaderProcess
from graph.errors import QueryTimeoutError, ServiceBusyError

FIRST_PIECE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may use, and how many run. Times in seconds, sizes in MB.

    `timeout_s` counts from arrival to the end of the answer, or to its first megabyte; a longer answer
    may take `delivery_s` to be fetched.
    """

    timeout_s: float = 20.0
    delivery_s: float = 300.0
    quick_s: float = 0.3
    memory_mb: int = 1024
    result_mb: int = 256
    quick: int = 2
    slow: int = 2
    waiting: int = 64


@dataclass(slots=True)
class Counts:
    """What the pool has done since it started."""

    answered: int = 0
    killed: dict[str, int] = field(default_factory=lambda: {"timeout": 0, "limit": 0, "left": 0, "busy": 0})


class ReaderPool:
    """Answers queries in child processes. `checkpoint(path)` makes a new read-only copy of the store."""

    def __init__(self, checkpoint: Callable[[Path], None], folder: Path, limits: Limits) -> None:
        self._make_checkpoint = checkpoint
        self._folder = folder
        self._limits = limits
        self._quick = asyncio.Semaphore(limits.quick)
        self._slow = asyncio.Semaphore(limits.slow)
        self._idle: list[ReaderProcess] = []
        self._busy: set[ReaderProcess] = set()
        self._current: Path | None = None
        self._generation = 0
        self._refreshing = asyncio.Lock()
        self._waiting = 0
        self.counts = Counts()

    @property
    def in_flight(self) -> int:
        """Queries that have come and not gone."""
        return self._waiting

    async def start(self) -> None:
        """Take the first checkpoint and start the readers."""
        if self._folder.exists():
            await asyncio.to_thread(shutil.rmtree, self._folder)
        self._folder.mkdir(parents=True)
        await self.refresh()

    async def refresh(self) -> None:
        """Stand over the store as it is now. Queries that run keep what they began with."""
        async with self._refreshing:
            self._generation += 1
            path = self._folder / str(self._generation)
            await asyncio.to_thread(self._make_checkpoint, path)
            readers = await asyncio.gather(*(self._start(path) for _ in range(self._limits.quick)))
            retired, self._idle, self._current = self._idle, list(readers), path
            for reader in retired:
                reader.kill()
                await reader.wait()
            await self._remove_unused()

    async def stop(self) -> None:
        """Kill every reader and remove the checkpoints."""
        for reader in [*self._idle, *self._busy]:
            reader.kill()
            await reader.wait()
        self._idle.clear()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def ask(self, request: dict[str, Any]) -> AsyncIterator[bytes]:
        """The answer to a query, once its first megabyte (or all of it) is there.

        Raises ServiceBusyError where too many wait already, QueryTimeoutError past the time limit, and
        what `ReaderProcess.ask` raises. Close the iterator to end the query early.
        """
        if self._waiting >= self._limits.waiting:
            self.counts.killed["busy"] += 1
            raise ServiceBusyError("too many queries at once; try again in a few seconds")
        self._waiting += 1
        try:
            answer = _Answer(self, request, self._limits)
            await answer.begin()
        except BaseException:
            self._waiting -= 1
            raise
        return self._deliver(answer)

    async def _deliver(self, answer: "_Answer") -> AsyncIterator[bytes]:
        try:
            async for piece in answer.pieces():
                yield piece
            self.counts.answered += 1
        finally:
            answer.close()
            self._waiting -= 1

    async def take(self) -> ReaderProcess:
        """A reader over the current checkpoint, idle or new."""
        while self._idle:
            reader = self._idle.pop()
            if reader.checkpoint == self._current and reader.is_clean:
                break
            reader.kill()
        else:
            assert self._current is not None
            reader = await self._start(self._current)
        self._busy.add(reader)
        return reader

    def give_back(self, reader: ReaderProcess, *, reuse: bool) -> None:
        """Keep the reader for the next query if it is fit for it, else end it."""
        self._busy.discard(reader)
        fit = reuse and reader.is_clean and reader.checkpoint == self._current
        if fit and len(self._idle) < self._limits.quick:
            self._idle.append(reader)
        else:
            reader.kill()
            if reader.checkpoint != self._current:
                asyncio.get_running_loop().call_soon(self._remove_soon)

    def quick_lane(self) -> asyncio.Semaphore:
        return self._quick

    def slow_lane(self) -> asyncio.Semaphore:
        return self._slow

    async def _start(self, checkpoint: Path) -> ReaderProcess:
        return await ReaderProcess.start(checkpoint, self._limits.memory_mb, self._limits.result_mb)

    def _remove_soon(self) -> None:
        task = asyncio.ensure_future(self._remove_unused())
        self._removal = task  # the loop itself holds tasks weakly

    async def _remove_unused(self) -> None:
        used = {reader.checkpoint for reader in [*self._busy, *self._idle]} | {self._current}
        for path in sorted(self._folder.iterdir()):
            if path not in used:
                await asyncio.to_thread(shutil.rmtree, path, ignore_errors=True)


class _Answer:
    """One query on its way through the lanes."""

    def __init__(self, pool: ReaderPool, request: dict[str, Any], limits: Limits) -> None:
        self._pool = pool
        self._request = request
        self._limits = limits
        self._deadline = time.monotonic() + limits.timeout_s
        self._lane: asyncio.Semaphore | None = None
        self._reader: ReaderProcess | None = None
        self._frames: AsyncIterator[bytes] | None = None
        self._pending: asyncio.Task[bool] | None = None
        self._first: list[bytes] = []
        self._is_complete = False
        self._is_slow = False

    async def begin(self) -> None:
        """Run until the first megabyte or the end is there."""
        try:
            await self._within(self._enter(self._pool.quick_lane()))
            self._launch()
            assert self._pending is not None
            done, _ = await asyncio.wait({self._pending}, timeout=min(self._limits.quick_s, self._left()))
            if not done:
                await self._move_to_slow_lane()
            self._is_complete = await self._within(self._pending)
            if self._is_complete:
                self._finish()
            elif not self._is_slow:
                await self._keep_for_delivery()
        except BaseException as error:
            self.close()
            if isinstance(error, asyncio.CancelledError):
                self._pool.counts.killed["left"] += 1
            raise

    async def pieces(self) -> AsyncIterator[bytes]:
        """The answer in order; QueryTimeoutError where fetching it takes too long."""
        for piece in self._first:
            yield piece
        if self._is_complete:
            return
        self._deadline = time.monotonic() + self._limits.delivery_s
        assert self._frames is not None
        while True:
            try:
                piece = await self._within(anext(self._frames))
            except StopAsyncIteration:
                self._finish()
                return
            yield piece

    def close(self) -> None:
        """End the query wherever it is."""
        if self._pending is not None:
            self._pending.cancel()
            self._pending = None
        if self._reader is not None:
            self._pool.give_back(self._reader, reuse=False)
            self._reader = None
        self._leave()

    def _finish(self) -> None:
        if self._reader is not None:
            self._pool.give_back(self._reader, reuse=not self._is_slow)
            self._reader = None
        self._leave()

    async def _enter(self, lane: asyncio.Semaphore) -> None:
        await lane.acquire()
        self._lane = lane
        self._reader = await self._pool.take()

    def _leave(self) -> None:
        if self._lane is not None:
            self._lane.release()
            self._lane = None

    def _launch(self) -> None:
        assert self._reader is not None
        self._first.clear()
        self._frames = aiter(self._reader.ask(self._request))
        self._pending = asyncio.ensure_future(self._fill())

    async def _fill(self) -> bool:
        """Read the first megabyte; whether that was all."""
        assert self._frames is not None
        size = 0
        async for piece in self._frames:
            self._first.append(piece)
            size += len(piece)
            if size >= FIRST_PIECE:
                return False
        return True

    async def _move_to_slow_lane(self) -> None:
        slow = self._pool.slow_lane()
        self._is_slow = True
        assert self._reader is not None
        if not slow.locked():
            await slow.acquire()  # at once: it is not locked
            self._leave()
            self._lane = slow
        else:
            self.close()
            await self._within(self._enter(slow))
            self._launch()
        self._reader.make_patient()

    async def _keep_for_delivery(self) -> None:
        """A long answer is fetched outside the quick lane: the full pipe holds the reader still."""
        self._leave()
        self._is_slow = True

    def _left(self) -> float:
        return max(0.0, self._deadline - time.monotonic())

    async def _within(self, waiting: Any) -> Any:
        try:
            async with asyncio.timeout(self._left()):
                return await waiting
        except TimeoutError:
            self._pool.counts.killed["timeout"] += 1
            if self._reader is None:
                with contextlib.suppress(Exception):
                    self.close()
                raise ServiceBusyError("all readers are taken by long queries; try again later") from None
            raise QueryTimeoutError(
                f"the query took longer than {self._limits.timeout_s:g} s; ask for less, or narrow it"
            ) from None
