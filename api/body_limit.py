"""Refuses request bodies over a size before they fill the memory."""

import contextlib

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem


class BodyLimit:
    """ASGI middleware: answers 413 to a body of more than `limit` bytes, declared or counted."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = problem(413, "Body too large", f"a request body may have {self._limit} bytes at most")
        declared = dict(scope["headers"]).get(b"content-length", b"0")
        if declared.isdigit() and int(declared) > self._limit:
            await refusal(scope, receive, send)
            return
        seen = 0
        is_over = False
        started = False

        async def counted() -> Message:
            nonlocal seen, is_over
            message = await receive()
            seen += len(message.get("body", b""))
            if seen > self._limit:
                is_over = True
                raise _TooLargeError
            return message

        async def noted(message: Message) -> None:
            nonlocal started
            if is_over and not started:
                return  # what the application makes of the broken body; the refusal goes instead
            started = True
            await send(message)

        with contextlib.suppress(_TooLargeError):
            await self._app(scope, counted, noted)
        if is_over and not started:
            await refusal(scope, receive, send)


class _TooLargeError(Exception):
    pass
