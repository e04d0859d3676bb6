"""Visitors' queries where the graph is at an endpoint: forwarded, within the limits that hold from here.

An engine elsewhere cannot be made to stop. So a query that is given up, because its time is over or its
visitor has gone, keeps its place until the engine has ended it (or for `HELD_S`): no more of them than
there are places ever run at once, and the service's own questions have places of their own.
"""

import asyncio
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Mapping
from contextlib import ExitStack
from typing import IO, Any, TypeVar

import httpx

from api.sparql.evaluation import outcome_of
from api.sparql.lanes import Admission, Lane
from api.sparql.pool import Limits
from graph.errors import QueryLimitError, QueryTimeoutError, ServiceBusyError
from graph.store import EndpointStore
from graph.store.addresses import auth
from graph.store.connection import Connection
from graph.store.forwarding import VisitorQuery, form_fields, write_answer

T = TypeVar("T")

HELD_S = 600.0
"""How long a query that was given up keeps its place at most."""

IN_MEMORY = 1 << 20
"""Bytes of an answer beyond which it is kept in a file."""

CHUNK = 64 * 1024


class Forwarding(Admission):
    """Queries over the endpoint of a store. Of the limits, memory is the engine's own."""

    def __init__(self, store: EndpointStore, limits: Limits) -> None:
        super().__init__(limits.waiting)
        self._store = store
        self._limits = limits
        self._places = Lane(limits.quick + limits.slow)
        self._client = httpx.AsyncClient(
            timeout=HELD_S,
            limits=httpx.Limits(max_connections=None),
            auth=auth(store.connection.addresses),
        )
        self._running: set[asyncio.Task[IO[bytes]]] = set()

    async def ask(self, request: Mapping[str, Any]) -> "WholeAnswer":
        """The answer to a query, once all of it is there. It must be closed.

        Raises ServiceBusyError where too many wait or run, QueryTimeoutError past the time limit,
        QueryLimitError for too large an answer, QueryError and EndpointError as the engine gives them.
        """
        self.admit()
        try:
            answer = await self._ask(request)
        except BaseException as error:
            self.end(outcome_of(error))
            raise
        return WholeAnswer(self, answer, self._limits.delivery_s)

    def end(self, outcome: str) -> None:
        """Count how a query ended: one of the keys of `outcomes`."""
        self.in_flight -= 1
        self.outcomes[outcome] += 1

    async def refresh(self) -> None:
        """Nothing: the engine shows what was written."""

    async def stop(self) -> None:
        """Give up whatever runs."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._client.aclose()

    async def _ask(self, request: Mapping[str, Any]) -> IO[bytes]:
        deadline = time.monotonic() + self._limits.timeout_s
        query = VisitorQuery(
            request["query"],
            request["media_type"],
            request["default_graphs"] or (),
            request["named_graphs"] or (),
        )
        try:
            await _in_time(self._places.enter(), deadline)
        except TimeoutError:
            raise ServiceBusyError("every place is taken by a long query; try again later") from None
        task = asyncio.create_task(self._fetch(query))
        self._running.add(task)
        task.add_done_callback(self._leave)
        try:
            return await _in_time(asyncio.shield(task), deadline)
        except BaseException as error:
            task.add_done_callback(_discard)
            if isinstance(error, TimeoutError):
                raise QueryTimeoutError(
                    f"the query took longer than {self._limits.timeout_s:g} s; ask for less, or narrow it"
                ) from None
            raise

    def _leave(self, task: asyncio.Task[IO[bytes]]) -> None:
        self._running.discard(task)
        self._places.leave()

    async def _fetch(self, query: VisitorQuery) -> IO[bytes]:
        connection = self._store.connection
        fields = await asyncio.to_thread(form_fields, self._store, query, self._limits.timeout_s)
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            with connection.failing_clearly():
                asked = self._client.stream(
                    "POST", connection.addresses.query, data=fields, headers={"Accept": query.accept}
                )
                async with asyncio.timeout(HELD_S), asked as response:
                    if not response.is_success:
                        await response.aread()
                    connection.check(response)
                    await self._keep(response, body)
            return await asyncio.to_thread(_written, connection, query, response, body)

    async def _keep(self, response: httpx.Response, body: IO[bytes]) -> None:
        size, limit = 0, self._limits.result_mb
        async for piece in response.aiter_bytes(CHUNK):
            size += len(piece)
            if size > limit << 20:
                raise QueryLimitError(f"the answer is larger than {limit} MB")
            body.write(piece)
        body.seek(0)


class WholeAnswer:
    """An answer that is all there, iterated once."""

    def __init__(self, forwarding: Forwarding, body: IO[bytes], delivery_s: float) -> None:
        self.delivery_s = delivery_s
        self._forwarding = forwarding
        self._body = body
        self._outcome = "left"
        self.given_up = asyncio.Event()

    def short(self) -> None:
        """Nothing: it is in a file, where it is long."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while piece := self._body.read(CHUNK):
            yield piece
        self._outcome = "answered"

    def close(self) -> None:
        """Count it, and let go of it."""
        if not self._body.closed:
            self._body.close()
            self._forwarding.end(self._outcome)


def _written(
    connection: Connection, query: VisitorQuery, response: httpx.Response, body: IO[bytes]
) -> IO[bytes]:
    with ExitStack() as opened:
        output = opened.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))
        write_answer(connection, query, response, body, output)
        output.seek(0)
        opened.pop_all()
    return output


async def _in_time(waiting: Awaitable[T], deadline: float) -> T:
    async with asyncio.timeout(max(0.0, deadline - time.monotonic())):
        return await waiting


def _discard(task: asyncio.Task[IO[bytes]]) -> None:
    """Let go of an answer that nobody waits for any more."""
    if not task.cancelled() and task.exception() is None:
        task.result().close()
