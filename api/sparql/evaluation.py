"""Evaluating visitors' queries so that long ones never keep short ones waiting.

Every query starts in the quick lane. One that has not answered in a moment goes on in the slow lane, at
low priority, if there is room; else it is ended and begun again when there is, within its time. A text
that has met a limit before starts in the slow lane.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Mapping
from typing import Any, TypeVar

from api.sparql.lanes import Lane
from api.sparql.pool import ReaderPool
from api.sparql.process import ReaderProcess
from graph.errors import OnusError, QueryLimitError, QueryTimeoutError, ServiceBusyError

T = TypeVar("T")

FIRST_PIECES = 1 << 20
"""Bytes of an answer that are held back, so that a failure can still be told by the HTTP status."""

KNOWN_LONG = 1000
"""How many texts that met a limit are remembered."""

PATIENCE = 20
"""How many times its share of wall time a quick query may take where the processor was busy elsewhere."""


class Evaluation:
    """Queries over a pool of readers, in two lanes."""

    def __init__(self, pool: ReaderPool) -> None:
        self.pool = pool
        self.quick = Lane(pool.limits.quick, newest_first=True)
        self.slow = Lane(pool.limits.slow)
        self.delivery = Lane(pool.limits.deliveries)
        self.outcomes = dict.fromkeys(("answered", "failed", "timeout", "left", "busy"), 0)
        self.in_flight = 0
        self._long: OrderedDict[str, None] = OrderedDict()

    def was_long(self, text: str) -> bool:
        return text in self._long

    def note_long(self, text: str) -> None:
        self._long[text] = None
        if len(self._long) > KNOWN_LONG:
            self._long.popitem(last=False)

    async def ask(self, request: Mapping[str, Any]) -> "Answer":
        """The answer to a query, once its first megabyte (or all of it) is there. It must be closed.

        Raises ServiceBusyError where too many wait, QueryTimeoutError past the time limit, and what
        `ReaderProcess.ask` raises.
        """
        if self.in_flight >= self.pool.limits.waiting:
            self.outcomes["busy"] += 1
            raise ServiceBusyError("too many queries at once; try again in a few seconds")
        self.in_flight += 1
        run = _Run(self, request)
        try:
            await run.begin()
        except BaseException as error:
            self.end(run, outcome_of(error))
            raise
        return Answer(self, run)

    def end(self, run: "_Run", outcome: str) -> None:
        """Stop a query and count how it ended: one of the keys of `outcomes`."""
        run.end()
        self.in_flight -= 1
        self.outcomes[outcome] += 1


class Answer:
    """The answer to one query, iterated once. Until it is closed, it holds a reader and a place."""

    def __init__(self, evaluation: Evaluation, run: "_Run") -> None:
        self._evaluation = evaluation
        self._run = run
        self._outcome = "left"
        self._is_closed = False
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
            self._evaluation.end(self._run, self._outcome)


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

    async def begin(self) -> None:
        """Run until the first megabyte or the end is there."""
        evaluation, text = self._evaluation, self._request["query"]
        if not evaluation.was_long(text):
            await self._launch(evaluation.quick)
            if not await self._answers_quickly():
                if evaluation.slow.try_enter():
                    self._leave_lane()
                    self._lane = evaluation.slow
                else:
                    self.end()
        if self._reader is None:
            await self._launch(evaluation.slow)
        assert self._filling is not None
        assert self._reader is not None
        if not self._filling.done():
            self._reader.yield_to_others()
        try:
            is_whole = await self._in_time(self._filling)
        except (QueryTimeoutError, QueryLimitError):
            evaluation.note_long(text)
            raise
        if is_whole:
            self.end()
        else:  # the full pipe holds the reader still while its answer is fetched
            self._leave_lane()
            if not evaluation.delivery.try_enter():
                raise ServiceBusyError("too many long answers are being fetched; try again in a few seconds")
            self._lane = evaluation.delivery

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
            yield piece

    def end(self) -> None:
        """Stop, wherever it is, and give back what it holds."""
        if self._filling is not None and not self._filling.cancel() and not self._filling.cancelled():
            self._filling.exception()  # told already, or nobody is there to be told
        if self._reader is not None:
            self._pool.give_back(self._reader)
            self._reader = self._rest = None
        self._leave_lane()

    async def _launch(self, lane: Lane) -> None:
        await self._in_time(lane.enter())
        self._lane = lane
        self._reader = await self._in_time(self._pool.take())
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
        return self._filling.done()

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
