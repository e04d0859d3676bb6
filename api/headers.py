"""Headers that every answer carries, and HEAD answered as GET without its body."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data: blob:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
DATA_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""Of what is no page: shown by a browser (an SVG, say) it runs and loads nothing."""


class SafeHeaders:
    """ASGI middleware: nothing is sniffed, framed or run that the service did not mean to be."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html")
                if message["status"] != 304:  # what the client has already keeps the policy that it came with
                    headers["Content-Security-Policy"] = PAGE_POLICY if is_page else DATA_POLICY
                headers["X-Content-Type-Options"] = "nosniff"
                headers["Referrer-Policy"] = "same-origin"
                headers["Cross-Origin-Opener-Policy"] = "same-origin"
            await send(message)

        await self._app(scope, receive, guarded)


class HeadAsGet:
    """ASGI middleware: HEAD runs as GET; the server leaves the body out, since it knows what was asked.

    /sparql and /graphs answer HEAD themselves, without evaluating more than they need.
    """

    _OWN = ("/sparql", "/graphs")

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD" and not scope["path"].startswith(self._OWN):
            scope = {**scope, "method": "GET"}
        await self._app(scope, receive, send)
