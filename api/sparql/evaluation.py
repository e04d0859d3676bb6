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
from collections.abc import AsyncIterator, Mapping
from typing import Any

from api.latencies import Latencies
from api.sparql.lanes import Admission, KnownTexts, Lane, Room
from api.sparql.pool import RESERVED, ReaderPool
from api.sparql.run import Run
from graph.errors import OnusError, QueryTimeoutError, ServiceBusyError

KNOWN = 1000
"""How many texts that met a limit are remembered, and how many shapes of others."""


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
        run, started = Run(self, request), time.perf_counter()
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
        run, outcome = Run(self, {**request, "nothing": True}), "answered"
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

    def end(self, answer: "PipedAnswer", run: "Run", outcome: str) -> None:
        """Let go of an answer, and count how it ended: one of the keys of `outcomes`."""
        if run.is_whole:
            self._whole.pop(answer, None)
        else:
            self.in_flight -= 1
        run.end()
        self.outcomes[outcome] += 1


class PipedAnswer:
    """The answer to one query, iterated once. Until it is closed, it holds what it needs of the service."""

    def __init__(self, evaluation: Evaluation, run: "Run") -> None:
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

    def short(self) -> bytes | None:
        """All of it, where it is there and short; else None."""
        body = self._run.short()
        if body is not None:
            self._outcome = "answered"
        return body

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
