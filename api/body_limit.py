"""Refuses request bodies over a size before they fill the memory."""

import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

TOGETHER = 8
"""How many bodies of the largest size may be held at once."""

BUSY = {"Retry-After": "5"}


class BodyLimit:
    """ASGI middleware: answers 413 to a body of more than `limit` bytes, declared or counted, and 503
    where those that are held already leave no room for it."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit
        self._held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self._limit:
            await self._too_large()(scope, receive, send)
            return
        seen = 0
        refusal: ASGIApp | None = None
        started = False

        async def counted() -> Message:
            nonlocal seen, refusal
            message = await receive()
            size = len(message.get("body", b""))
            seen += size
            self._held += size
            if seen > self._limit or self._held > TOGETHER * self._limit:
                refusal = self._too_large() if seen > self._limit else self._too_much()
                raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            if refusal is not None and not started:
                return  # what the application makes of the broken body; the refusal goes instead
            started = True
            await send(message)

        try:
            with contextlib.suppress(_TooLargeError):
                await self._app(scope, counted, noted)
        finally:
            self._held -= seen
        if refusal is not None and not started:
            await refusal(scope, receive, send)

    def _too_large(self) -> ASGIApp:
        return problem(413, "Body too large", f"a request body may have {self._limit} bytes at most")

    def _too_much(self) -> ASGIApp:
        return problem(503, "Service busy", "too much is sent at once; try again", BUSY)


class _TooLargeError(Exception):
    pass
