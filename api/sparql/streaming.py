"""Sending an answer as it comes, and seeing when nobody is there to take it."""

import asyncio
from collections.abc import AsyncIterator
from typing import Protocol

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.observation import tell
from graph.errors import OnusError

VARY = {"Vary": "Accept"}


class Answer(Protocol):
    """The answer to a query, iterated once and closed; fetching it may take `delivery_s` seconds, and less
    where `given_up` is set, because others need its place."""

    delivery_s: float
    given_up: asyncio.Event

    def short(self) -> bytes | None:
        """All of it, where it goes out at once."""

    def __aiter__(self) -> AsyncIterator[bytes]: ...

    def close(self) -> None: ...


def respond(answer: Answer, media_type: str) -> Response:
    """A response of an answer, which it closes: sent at once where it is short, else as it comes."""
    body = answer.short()
    return StreamedAnswer(answer, media_type) if body is None else ShortAnswer(answer, body, media_type)


class ShortAnswer(Response):
    """A response of the whole of an answer; it closes the answer once it is sent, however that ends."""

    def __init__(self, answer: Answer, body: bytes, media_type: str) -> None:
        super().__init__(body, headers=VARY, media_type=media_type)
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._answer.close()


class StreamedAnswer(Response):
    """A response whose body is an answer; it closes the answer, however it ends.

    Where the answer fails on its way the body is left without its end, so that the server breaks the
    connection and the client sees that something is missing (RFC 9112, section 8).
    """

    def __init__(self, answer: Answer, media_type: str) -> None:
        super().__init__(headers=VARY, media_type=media_type)
        del self.headers["content-length"]
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it all, or stop where the client goes, the query fails, or delivery takes too long."""
        sending = asyncio.ensure_future(self._send(send, with_body=scope["method"] != "HEAD"))
        gone = asyncio.ensure_future(client_gone(receive))
        given_up = asyncio.ensure_future(self._answer.given_up.wait())
        try:
            limit = self._answer.delivery_s
            ends = {sending, gone, given_up}
            await asyncio.wait(ends, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
            elif given_up.done():
                tell(scope, fault="others needed its place")
            elif not gone.done():
                tell(scope, fault=f"not fetched within {limit:g} s")
        except OnusError as error:
            tell(scope, fault=str(error))
        except asyncio.CancelledError:
            tell(scope, fault="the service stops")
        finally:
            gone.cancel()
            given_up.cancel()
            sending.cancel()
            self._answer.close()

    async def _send(self, send: Send, *, with_body: bool) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if with_body:
            async for piece in self._answer:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def headers_only(media_type: str) -> Response:
    """What HEAD gives: nothing is said of a length that nobody knows."""
    answer = Response(headers=VARY, media_type=media_type)
    del answer.headers["content-length"]
    return answer


async def client_gone(receive: Receive) -> None:
    """Return when the client closes the connection; to be awaited once its body has been read."""
    while (await receive())["type"] != "http.disconnect":
        pass
