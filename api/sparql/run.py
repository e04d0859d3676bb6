"""One query on its way through the lanes, from the reader that is found for it to the end of its answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from api.sparql.lanes import Lane
from api.sparql.pool import HEADROOM_MB
from api.sparql.process import ReaderProcess
from graph.errors import QueryLimitError, QueryMemoryError, QueryTimeoutError, ServiceBusyError
from graph.sparql import query_shape

if TYPE_CHECKING:
    from api.sparql.evaluation import Evaluation

T = TypeVar("T")

FIRST_PIECES = 1 << 20
"""Bytes of an answer that are held back, so that a failure can still be told by the HTTP status."""

SHORT = 1 << 15
"""Bytes of an answer that goes out at once, however slowly its client reads."""

PATIENCE = 20
"""How many times its share of wall time a quick query may take where the processor was busy elsewhere."""

UNDERWAY_S = 0.05
"""How long a failure for want of memory may be on its way when more is allowed."""

BEFORE_OTHERS_S = 1.0
"""Seconds after which a long query lets others go first, which its reader cannot take back: it ends with the
query, and the next begins with nothing read yet."""

SHAPED = 4000
"""Characters up to which a text's shape is found."""


class Run:
    """One query on its way through the lanes."""

    def __init__(self, evaluation: Evaluation, request: Mapping[str, Any]) -> None:
        self._evaluation = evaluation
        self._pool = evaluation.pool
        self._request = request
        self._deadline = time.monotonic() + self._pool.limits.timeout_s
        self._lane: Lane | None = None
        self._reader: ReaderProcess | None = None
        self._first: list[bytes] = []
        self._rest: AsyncIterator[bytes] | None = None
        self._filling: asyncio.Task[bool] | None = None
        self._delivery_mb = 0
        self.is_whole = False
        self.pace = "quick"

    async def begin(self) -> bool:
        """Run until the first megabyte or the end is there; whether it is the end."""
        evaluation, text = self._evaluation, self._request["query"]
        if text not in evaluation.long:
            shape = query_shape(text) if len(text) < SHAPED else text
            await self._launch(evaluation.quick, preferred=shape in evaluation.short)
            if await self._answers_quickly():
                evaluation.short.add(shape)
            else:
                evaluation.short.discard(shape)
                if not await self._goes_on():
                    self.end()
        if self._reader is None:
            self.pace = "long"
            await self._launch(evaluation.slow)
        assert self._filling is not None
        assert self._reader is not None
        try:
            if not self._filling.done():
                await self._in_time(asyncio.wait({self._filling}, timeout=BEFORE_OTHERS_S))
            if not self._filling.done():
                self._reader.yield_to_others()
                await self._in_time(self._filling)
            self.is_whole = self._filling.result()
        except (QueryTimeoutError, QueryLimitError):
            evaluation.long.add(text)
            raise
        if self.is_whole:
            if not self._is_short():
                self.end()  # a short one is let go of once it is on its way, which takes no time
        else:  # the full pipe holds the reader still while its answer is fetched
            self._leave_lane()
            self._ask_for_memory()
            if not self._delivery_mb:
                raise ServiceBusyError("too many long answers are being fetched; try again in a few seconds")
        return self.is_whole

    async def check(self) -> None:
        """Run for a moment; raise what shows by then."""
        await self._launch(self._evaluation.quick)
        if await self._answers_quickly():
            assert self._filling is not None
            self._filling.result()

    def short(self) -> bytes | None:
        """All of a whole answer that goes out at once."""
        return b"".join(self._first) if self.is_whole and self._is_short() else None

    def _is_short(self) -> bool:
        return sum(map(len, self._first)) <= SHORT

    async def pieces(self) -> AsyncIterator[bytes]:
        """The answer in order. Raises QueryTimeoutError where fetching it takes too long."""
        for piece in self._first:
            yield piece
        self._deadline = time.monotonic() + self._pool.limits.delivery_s
        while self._rest is not None:
            try:
                piece = await self._in_time(anext(self._rest))
            except StopAsyncIteration:
                return
            self._ask_for_memory()
            yield piece

    def end(self) -> None:
        """Stop, wherever it is, and give back what it holds."""
        if self._filling is not None and not self._filling.cancel() and not self._filling.cancelled():
            self._filling.exception()  # told already, or nobody is there to be told
        if self._reader is not None:
            self._pool.give_back(self._reader)
            self._reader = self._rest = None
        self._leave_lane()
        self._evaluation.delivery_mb.give_back(self._delivery_mb)
        self._delivery_mb = 0

    async def _launch(self, lane: Lane, *, preferred: bool = False) -> None:
        if not lane.try_enter(preferred=preferred):
            await self._in_time(lane.enter(preferred=preferred))
        self._lane = lane
        self._reader = self._pool.take_ready(preferred=preferred)
        if self._reader is None:
            self._reader = await self._in_time(self._pool.take(preferred=preferred))
        if lane is self._evaluation.slow:
            self._reader.allow(self._pool.limits.memory_mb)
        self._first.clear()
        self._rest = aiter(self._reader.ask(self._request))
        self._filling = asyncio.get_running_loop().create_task(self._fill(self._rest))

    async def _fill(self, answer: AsyncIterator[bytes]) -> bool:
        """Read the first megabyte; whether that was all."""
        size = 0
        async for piece in answer:
            self._first.append(piece)
            size += len(piece)
            if size > FIRST_PIECES:
                return False
        return True

    async def _answers_quickly(self) -> bool:
        """Wait while the query has used little processor time, on a crowded machine a while longer."""
        assert self._filling is not None
        assert self._reader is not None
        quick_s, started = self._pool.limits.quick_s, self._reader.cpu_s()
        for _ in range(PATIENCE):
            done, _ = await asyncio.wait({self._filling}, timeout=quick_s)
            if done or self._reader.cpu_s() - started >= quick_s:
                break
        return self._filling.done() and not self._needs_more_memory()

    def _needs_more_memory(self) -> bool:
        """Whether it has failed with the memory of a quick query, and may have more."""
        assert self._filling is not None
        limits = self._pool.limits
        return limits.share_mb < limits.memory_mb and isinstance(self._filling.exception(), QueryMemoryError)

    async def _goes_on(self) -> bool:
        """Whether it goes on in the slow lane from where it is."""
        assert self._filling is not None
        assert self._reader is not None
        if self._filling.done() or not self._evaluation.slow.try_enter():
            return False
        self._leave_lane()
        self._lane, self.pace = self._evaluation.slow, "long"
        self._reader.allow(self._pool.limits.memory_mb)
        done, _ = await asyncio.wait({self._filling}, timeout=UNDERWAY_S)
        return not (done and self._needs_more_memory())

    def _ask_for_memory(self) -> None:
        """Have the memory for the longer answer that its reader holds now; later twice as much, as far as
        there is room."""
        assert self._reader is not None
        limits, held = self._pool.limits, self._reader.held_mb()
        if not self._delivery_mb:
            least = wanted = max(limits.share_mb, held + HEADROOM_MB)
        else:
            least, wanted = 0, min(limits.memory_mb, 2 * held) - self._delivery_mb
        if wanted > 0:
            self._delivery_mb += self._evaluation.delivery_mb.take(least, wanted)
            self._reader.allow(self._delivery_mb)

    def _leave_lane(self) -> None:
        if self._lane is not None:
            self._lane.leave()
            self._lane = None

    async def _in_time(self, waiting: Awaitable[T]) -> T:
        """The result, or QueryTimeoutError (ServiceBusyError where no reader was free) at the deadline."""
        try:
            async with asyncio.timeout(max(0.0, self._deadline - time.monotonic())):
                return await waiting
        except TimeoutError:
            if self._reader is None:
                raise ServiceBusyError("every reader is taken by a long query; try again later") from None
            limit = self._pool.limits.timeout_s
            raise QueryTimeoutError(
                f"the query took longer than {limit:g} s; ask for less, or narrow it"
            ) from None
