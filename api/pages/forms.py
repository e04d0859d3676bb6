"""Forms without scripts: fields left empty are left out of the address, which is then short to share."""

from urllib.parse import parse_qsl, quote, urlencode

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send


class WithoutEmptyFields:
    """ASGI middleware: a browser that sends empty fields is led to the address without them.

    SPARQL keeps its own parameters, where an empty one may mean something.
    """

    _OWN = ("/sparql", "/graphs")

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "GET" and not scope["path"].startswith(self._OWN):
            given = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
            filled = [(name, value) for name, value in given if value]
            if len(filled) < len(given) and "text/html" in Headers(scope=scope).get("accept", ""):
                here = "./" + quote(scope["path"].rpartition("/")[2])
                answer = RedirectResponse(f"{here}?{urlencode(filled)}" if filled else here, 303)
                await answer(scope, receive, send)
                return
        await self._app(scope, receive, send)
