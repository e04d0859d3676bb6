"""A pool of sandboxed readers over checkpoints of the store.

After a write a new checkpoint takes the old one's place. A query that runs keeps the one it began with;
the next that its reader takes is answered from the new one.
"""

import asyncio
import contextlib
import logging
import shutil
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from api.sparql.forkserver import ForkServer
from api.sparql.process import ReaderProcess
from graph.errors import QueryError, StoreError, UsageError

log = logging.getLogger("onus.readers")

LEAST_MB = 128
"""What a reader needs to be of any use; about 80 of it are stacks and buffers that it hardly touches."""

HEADROOM_MB = 16
"""What a reader needs beyond what it holds, at least, to go on."""

BEHIND = "queries wait for room on the disk, to be answered from what was written last"

RESERVED = 1
"""Idle readers that are left to queries known to be short, which may run beside as many others."""

SETTLED_S = 0.1
"""Seconds without a write after which readers are brought up to date before anybody asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one query may use, and how many run. Times in seconds, sizes in MB.

    `timeout_s` counts from a query's arrival to the end of its answer, or to its first megabyte; a longer
    answer may take `delivery_s` more to be fetched. A query that has used `quick_s` of processor time is
    long. `quick` short ones run at once, one more that is known to be short, and `slow` long ones; answers
    of over a megabyte are fetched by `deliveries` clients, and `waiting` queries may be there in all. A
    long query may hold `memory_mb`, all readers together `readers_mb`. Raises UsageError where that is too
    little.
    """

    timeout_s: float = 20.0
    delivery_s: float = 300.0
    quick_s: float = 0.1
    memory_mb: int = 1024
    readers_mb: int = 4352
    result_mb: int = 256
    quick: int = 2
    slow: int = 2
    deliveries: int = 8
    waiting: int = 64

    def __post_init__(self) -> None:
        long, others = self.slow * self.memory_mb, self._others * LEAST_MB
        if self.readers_mb < long + others:
            raise UsageError(
                f"ONUS_READERS_MEMORY_MB={self.readers_mb}: too little for {self.slow} long queries of "
                f"{self.memory_mb} MB and {self._others} other readers of {LEAST_MB} MB: {long + others} MB"
            )

    @property
    def share_mb(self) -> int:
        """What a reader may hold that runs no long query: what those leave, in equal shares."""
        return min(self.memory_mb, (self.readers_mb - self.slow * self.memory_mb) // self._others)

    @property
    def _others(self) -> int:
        """How many readers run no long query: as many at most are idle as are quick for all."""
        return 2 * self.quick + RESERVED + self.deliveries


class ReaderPool:
    """Reader processes, taken and given back. `make_checkpoint(path)` copies the store to a new folder."""

    def __init__(self, make_checkpoint: Callable[[Path], None], folder: Path, limits: Limits) -> None:
        self.limits = limits
        self.kills = 0
        self._make_checkpoint = make_checkpoint
        self._folder = folder
        self._forks = ForkServer(limits.result_mb)
        self._idle: list[ReaderProcess] = []
        self._busy: set[ReaderProcess] = set()
        self._current = folder
        self._generation = 0
        self._refreshing = asyncio.Lock()
        self._stopped = False
        self._is_replacing = False
        self._is_behind = False
        self._tried_at = 0.0
        self._background: set[asyncio.Task[None]] = set()  # the loop alone would not keep them

    async def start(self) -> None:
        """Take the first checkpoint and start the readers."""
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)
        self._folder.mkdir(parents=True)
        await self.refresh()
        if self._is_behind:
            raise StoreError(BEHIND)

    async def refresh(self) -> None:
        """Stand over the store as it is now. Queries that run keep what they began with.

        Where there is no room for that, `take` refuses until there is: an answer that leaves out what
        was written, or shows what was taken back, would be a wrong one.
        """
        async with self._refreshing:
            self._generation += 1
            path = self._folder / str(self._generation)
            try:
                await asyncio.to_thread(self._make_checkpoint, path)
            except StoreError as error:
                log.warning("%s: %s", BEHIND, error)
                self._is_behind, self._tried_at = True, time.monotonic()
                await asyncio.to_thread(shutil.rmtree, path, ignore_errors=True)
                return
            self._current, self._is_behind = path, False
        self._in_background(self._settle(path))

    async def _catch_up(self) -> None:
        """Try again, once a second at most. Raises StoreError where readers are still behind."""
        if time.monotonic() > self._tried_at + 1:
            await self.refresh()
        if self._is_behind:
            raise StoreError(BEHIND)

    async def _settle(self, checkpoint: Path) -> None:
        """Once no write follows, have readers ready over the checkpoint and drop what none uses."""
        await asyncio.sleep(SETTLED_S)
        for _ in range(self.limits.quick):
            if self._stopped or checkpoint != self._current:
                return
            try:
                self.give_back(await self.take(oldest=True))
            except StoreError:
                return  # whoever asks next is told
        await self._remove_unused()

    def _in_background(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def stop(self) -> None:
        """End every reader and remove the checkpoints."""
        self._stopped = True
        while self._background:
            await asyncio.gather(*self._background, return_exceptions=True)
        for reader in (*self._idle, *self._busy):
            await reader.end()
        await self._forks.stop()
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    def take_ready(self, *, preferred: bool = True) -> ReaderProcess | None:
        """What `take` gives, where that is an idle reader over the current checkpoint; else None."""
        if self._is_behind or not self._has_spare(preferred) or self._idle[-1].checkpoint != self._current:
            return None
        return self._busied(self._idle.pop())

    async def take(self, *, preferred: bool = True, oldest: bool = False) -> ReaderProcess:
        """A reader over the current checkpoint: an idle one, brought up to date, or a new one where only
        those are left that are reserved for the preferred.

        Whoever gives up waiting leaves it to the next. Raises StoreError where readers cannot show what
        was written last.
        """
        if self._is_behind:
            await self._catch_up()
        taking = asyncio.get_running_loop().create_task(self._take(preferred, oldest))
        try:
            return await asyncio.shield(taking)
        except asyncio.CancelledError:
            self._in_background(self._take_back(taking))
            raise

    async def _take_back(self, taking: asyncio.Task[ReaderProcess]) -> None:
        with contextlib.suppress(StoreError):  # whoever asks next is told
            self.give_back(await taking)

    async def _take(self, preferred: bool, oldest: bool) -> ReaderProcess:
        reader = self._idle.pop(0 if oldest else -1) if self._has_spare(preferred) else None
        if reader is None or not await self._reopened(reader):
            reader = await self._start()
        return self._busied(reader)

    def _has_spare(self, preferred: bool) -> bool:
        """Whether an idle reader may be taken."""
        self._forget_the_dead()
        return len(self._idle) > (0 if preferred else RESERVED)

    def _busied(self, reader: ReaderProcess) -> ReaderProcess:
        self._busy.add(reader)
        reader.allow(self.limits.share_mb)
        return reader

    def sizes(self) -> dict[str, int]:
        """How many readers are idle, and how many busy."""
        self._forget_the_dead()
        return {"idle": len(self._idle), "busy": len(self._busy)}

    def _forget_the_dead(self) -> None:
        """The system may have ended a reader that was idle."""
        self._idle = [reader for reader in self._idle if reader.is_alive]

    def give_back(self, reader: ReaderProcess) -> None:
        """Keep the reader for another query if it is fit for one, else end it."""
        self._busy.discard(reader)
        self._forget_the_dead()
        is_small = reader.held_mb() + HEADROOM_MB <= self.limits.share_mb
        if reader.is_fit and is_small and not self._stopped and len(self._idle) < self.limits.quick:
            self._idle.append(reader)
        else:
            self.kills += not reader.is_idle
            self._in_background(reader.end())
            if not (self._idle or self._is_replacing or self._stopped):
                self._in_background(self._replace())

    async def _replace(self) -> None:
        """Have a reader ready for the next that asks."""
        self._is_replacing = True
        try:
            reader = await self._start()
        except (OSError, StoreError):
            return  # whoever asks next is told
        finally:
            self._is_replacing = False
        self.give_back(reader)

    async def _reopened(self, reader: ReaderProcess) -> bool:
        """Whether the reader stands over the current checkpoint now; if it fails to, it is ended."""
        if reader.checkpoint == self._current:
            return True
        self._busy.add(reader)  # holds the checkpoint that it opens
        try:
            await reader.open(self._current)
        except (QueryError, StoreError):
            await reader.end()
            return False
        except BaseException:
            reader.kill()
            raise
        finally:
            self._busy.discard(reader)
        return True

    async def _start(self) -> ReaderProcess:
        reader = await ReaderProcess.start(self._forks, self.limits.memory_mb)
        self._busy.add(reader)
        checkpoint = self._current  # only now: while the process started, another may have taken its place
        try:
            await reader.open(checkpoint)
        except BaseException as error:
            reader.kill()
            if isinstance(error, QueryError | StoreError):
                raise StoreError(f"a reader could not open its checkpoint {checkpoint}: {error}") from error
            raise
        finally:
            self._busy.discard(reader)
        return reader

    async def _remove_unused(self) -> None:
        complete = [path for path in self._folder.iterdir() if path.name.isdecimal()]
        for path in sorted(complete):
            used = {reader.checkpoint for reader in (*self._busy, *self._idle)}
            if path not in used and int(path.name) < int(self._current.name):
                await asyncio.to_thread(shutil.rmtree, path, ignore_errors=True)
