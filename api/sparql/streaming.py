"""Sending an answer as it comes, and seeing when nobody is there to take it."""

import asyncio
import logging

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.sparql.evaluation import Answer
from graph.errors import OnusError

log = logging.getLogger(__name__)


class StreamedAnswer(Response):
    """A response whose body is an answer; it closes the answer, however it ends.

    Where the answer fails on its way the body is left without its end, so that the server breaks the
    connection and the client sees that something is missing (RFC 9112, section 8).
    """

    def __init__(self, answer: Answer, media_type: str) -> None:
        super().__init__(media_type=media_type)
        del self.headers["content-length"]
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it all, or stop where the client goes, the query fails, or delivery takes too long."""
        sending = asyncio.ensure_future(self._send(send, with_body=scope["method"] != "HEAD"))
        gone = asyncio.ensure_future(client_gone(receive))
        try:
            limit = self._answer.delivery_s
            await asyncio.wait({sending, gone}, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
            elif not gone.done():
                log.warning("query %s cut off: not fetched within %g s", scope.get("query_id"), limit)
        except OnusError as error:
            log.warning("query %s cut off: %s", scope.get("query_id"), error)
        finally:
            gone.cancel()
            sending.cancel()
            self._answer.close()

    async def _send(self, send: Send, *, with_body: bool) -> None:
        await send({"type": "http.response.start", "status": self.status_code, "headers": self.raw_headers})
        if with_body:
            async for piece in self._answer:
                await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def client_gone(receive: Receive) -> None:
    """Return when the client closes the connection; to be awaited once its body has been read."""
    while (await receive())["type"] != "http.disconnect":
        pass
