"""The running service: what is served, its one writer, and the readers for visitors' queries."""

import asyncio
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

from api.sparql.evaluation import Evaluation
from api.sparql.pool import Limits, ReaderPool
from api.sparql.streaming import Answer
from graph.errors import StoreFullError


class Closable(Protocol):
    """What a service serves."""

    def close(self) -> None: ...


class Checkpointed(Closable, Protocol):
    """What has files that sandboxed readers can stand over."""

    def checkpoint(self, path: Path) -> None: ...


class Visiting(Protocol):
    """What answers visitors' queries: `Evaluation` in this house, `Forwarding` to an engine elsewhere."""

    in_flight: int
    outcomes: dict[str, int]

    async def ask(self, request: Mapping[str, Any]) -> Answer: ...

    async def refresh(self) -> None: ...

    async def stop(self) -> None: ...


Served = TypeVar("Served", bound=Closable)
Result = TypeVar("Result")


class Service(Generic[Served]):
    """Everything that lives as long as the application. Make it with `start`, and `stop` it once.

    `store` is read from any thread; `writes` counts what has changed it.
    """

    def __init__(self, store: Served, evaluation: Visiting) -> None:
        self.store = store
        self.evaluation = evaluation
        self.writes = 0
        self._writing = asyncio.Lock()

    async def stop(self) -> None:
        """Let the write that runs finish, end the readers and close the store."""
        async with self._writing:
            await self.evaluation.stop()
            self.store.close()

    async def write(self, work: Callable[[Served], Result]) -> Result:
        """Run `work` as the only writer, in a thread; once it returns, readers see what it wrote, or
        refuse until they can.

        What has begun is finished, even where the client goes meanwhile.
        """
        return await asyncio.shield(asyncio.ensure_future(self._write(work)))

    async def _write(self, work: Callable[[Served], Result]) -> Result:
        async with self._writing:
            is_full = False
            try:
                return await asyncio.to_thread(work, self.store)
            except StoreFullError:
                is_full = True  # nothing was stored: what readers stand over is as it was
                raise
            finally:
                self.writes += 1
                if not is_full:
                    await self.evaluation.refresh()


async def start_readers(store: Checkpointed, folder: Path, limits: Limits) -> Evaluation:
    """Readers over the store, their checkpoints in `folder`, which is emptied first."""
    pool = ReaderPool(store.checkpoint, folder, limits)
    await pool.start()
    return Evaluation(pool)
