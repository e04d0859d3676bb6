"""Evaluating visitors' queries so that long ones never keep short ones waiting.

Every query starts in the quick lane. One that has not answered in a moment goes on in the slow lane, with
more memory and soon at low priority, if there is a place; else it is ended and begun again when there is,
within its time. A text that has met a limit before starts in the slow lane; one of the shape of another
that was answered in the quick lane has precedence there.

An answer of up to a megabyte is held here while its client fetches it, and its reader goes on with other
queries; a longer one keeps its reader, and so much of the memory that is there for such.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

from api.latencies import Latencies
from api.sparql.lanes import Admission, KnownTexts, Lane, Room
from api.sparql.pool import HEADROOM_MB, RESERVED, ReaderPool
from api.sparql.process import ReaderProcess
from graph.errors import (
    OnusError,
    QueryLimitError,
    QueryMemoryError,
    QueryTimeoutError,
    ServiceBusyError,
)
from graph.sparql import query_shape

T = TypeVar("T")

FIRST_PIECES = 1 << 20
"""Bytes of an answer that are held back, so that a failure can still be told by the HTTP status."""

KNOWN = 1000
"""How many texts that met a limit are remembered, and how many shapes of others."""

SHAPED = 4000
"""Characters up to which a text's shape is found."""

PATIENCE = 20
"""How many times its share of wall time a quick query may take where the processor was busy elsewhere."""

UNDERWAY_S = 0.05
"""How long a failure for want of memory may be on its way when more is allowed."""

BEFORE_OTHERS_S = 1.0
"""Seconds after which a long query lets others go first, which its reader cannot take back: it ends with the
query, and the next begins with nothing read yet."""


class Evaluation(Admission):
    """Queries over a pool of readers, in two lanes."""

    def __init__(self, pool: ReaderPool) -> None:
        super().__init__(pool.limits.waiting)
        self.pool = pool
        self.quick = Lane(pool.limits.quick + RESERVED, RESERVED)
        self.slow = Lane(pool.limits.slow)
        self.delivery_mb = Room(pool.limits.deliveries * pool.limits.share_mb)
        self.latencies = Latencies("onus_query_seconds", "form", "pace")
        self.long = KnownTexts(KNOWN)
        self.short = KnownTexts(KNOWN)
        self._whole: OrderedDict[PipedAnswer, None] = OrderedDict()

    async def refresh(self) -> None:
        """Answer from the store as it is now."""
        await self.pool.refresh()

    async def stop(self) -> None:
        """End every reader."""
        await self.pool.stop()

    async def ask(self, request: Mapping[str, Any]) -> "PipedAnswer":
        """The answer to a query, once its first megabyte (or all of it) is there. It must be closed.

        Raises ServiceBusyError where too many wait, QueryTimeoutError past the time limit, and what
        `ReaderProcess.ask` raises.
        """
        self.admit()
        run, started = _Run(self, request), time.perf_counter()
        try:
            is_whole = await run.begin()
        except BaseException as error:
            run.end()
            self.in_flight -= 1
            self.outcomes[outcome_of(error)] += 1
            raise
        finally:
            self.latencies.add(time.perf_counter() - started, request["form"], run.pace)
        answer = PipedAnswer(self, run)
        if is_whole:
            self._hold(answer)
        return answer

    async def check(self, request: Mapping[str, Any]) -> None:
        """Raise what `ask` would for a query that cannot be evaluated, without evaluating it.

        It is put to an empty store, in the quick lane alone.
        """
        self.admit()
        run, outcome = _Run(self, {**request, "nothing": True}), "answered"
        try:
            await run.check()
        except BaseException as error:
            outcome = outcome_of(error)
            raise
        finally:
            run.end()
            self.in_flight -= 1
            self.outcomes[outcome] += 1

    def _hold(self, answer: "PipedAnswer") -> None:
        """Keep a whole answer until it is fetched. Where too many are, the oldest is given up: so
        clients that read slowly take nobody's place."""
        self.in_flight -= 1
        self._whole[answer] = None
        if len(self._whole) > self.pool.limits.waiting:
            oldest, _ = self._whole.popitem(last=False)
            oldest.given_up.set()

    def end(self, answer: "PipedAnswer", run: "_Run", outcome: str) -> None:
        """Let go of an answer, and count how it ended: one of the keys of `outcomes`."""
        if run.is_whole:
            self._whole.pop(answer, None)
        else:
            self.in_flight -= 1
        run.end()
        self.outcomes[outcome] += 1


class PipedAnswer:
    """The answer to one query, iterated once. Until it is closed, it holds what it needs of the service."""

    def __init__(self, evaluation: Evaluation, run: "_Run") -> None:
        self._evaluation = evaluation
        self._run = run
        self._outcome = "left"
        self._is_closed = False
        self.given_up = asyncio.Event()
        self.delivery_s = evaluation.pool.limits.delivery_s

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The bytes as they come. Raises what `Evaluation.ask` raises where the query fails on its way."""
        try:
            async for piece in self._run.pieces():
                yield piece
            self._outcome = "answered"
        except OnusError as error:
            self._outcome = outcome_of(error)
            raise

    def close(self) -> None:
        """Stop the query, wherever it is."""
        if not self._is_closed:
            self._is_closed = True
            self._evaluation.end(self, self._run, self._outcome)


def outcome_of(error: BaseException) -> str:
    """How a query that ended in this error is counted."""
    match error:
        case QueryTimeoutError():
            return "timeout"
        case ServiceBusyError():
            return "busy"
        case asyncio.CancelledError():
            return "left"
        case _:
            return "failed"


class _Run:
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
            await self._in_time(asyncio.wait({self._filling}, timeout=BEFORE_OTHERS_S))
            if not self._filling.done():
                self._reader.yield_to_others()
            self.is_whole = await self._in_time(self._filling)
        except (QueryTimeoutError, QueryLimitError):
            evaluation.long.add(text)
            raise
        if self.is_whole:
            self.end()
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
        await self._in_time(lane.enter(preferred=preferred))
        self._lane = lane
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
