"""What requests are told that still run when the service has been told to stop and its grace is over."""

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.observation import tell
from api.problems import problem

STOPS = "the service stops"


class Stopping:
    """ASGI middleware: a request that the server breaks off is answered 503, where nothing is sent yet."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self._app(scope, receive, noted)
        except asyncio.CancelledError:
            tell(scope, fault=STOPS)
            if not started:
                answer = problem(503, "Service stops", f"{STOPS}; try again later", {"Retry-After": "5"})
                await answer(scope, receive, send)
