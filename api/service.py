"""The running service: the store, its one writer, and the readers for visitors' queries."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import TypeVar

from api.settings import Settings
from api.sparql.evaluation import Evaluation
from api.sparql.pool import Limits, ReaderPool
from graph.store import EmbeddedStore, Store, open_store

Result = TypeVar("Result")

REFRESH_PAUSE_S = 0.2
"""Writes that follow each other faster share one checkpoint."""


class Service:
    """Everything that lives as long as the application. Create, `start`, and `stop` it once."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store: Store = open_store(settings.data, settings.endpoint)
        self.evaluation: Evaluation | None = None
        self._writing = asyncio.Lock()
        self._stale = asyncio.Event()
        self._refresher: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Start the readers; an endpoint store has none, its engine answers for itself."""
        if isinstance(self.store, EmbeddedStore):
            folder = self.settings.data / "readers"
            pool = ReaderPool(self.store.checkpoint, folder, _limits(self.settings))
            await pool.start()
            self.evaluation = Evaluation(pool)
            self._refresher = asyncio.create_task(self._refresh(pool))

    async def stop(self) -> None:
        """Let the write that runs finish, end the readers and close the store."""
        if self._refresher is not None:
            self._refresher.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._refresher
        async with self._writing:
            if self.evaluation is not None:
                await self.evaluation.pool.stop()
            self.store.close()

    async def write(self, work: Callable[[Store], Result]) -> Result:
        """Run `work` as the only writer, in a thread; readers see what it wrote within a second."""
        async with self._writing:
            try:
                return await asyncio.shield(asyncio.to_thread(work, self.store))
            finally:
                self._stale.set()

    async def _refresh(self, pool: ReaderPool) -> None:
        while True:
            await self._stale.wait()
            self._stale.clear()
            await pool.refresh()
            await asyncio.sleep(REFRESH_PAUSE_S)


def _limits(settings: Settings) -> Limits:
    return Limits(
        timeout_s=settings.query_timeout_s,
        memory_mb=settings.query_memory_mb,
        result_mb=settings.query_result_mb,
        quick=settings.query_workers,
        slow=settings.query_workers,
        waiting=settings.query_queue,
    )
