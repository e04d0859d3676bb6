"""What a path is asked that no route answers: OPTIONS, methods that it does not take, paths that are none."""

from collections.abc import Iterable

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Match, Route
from starlette.types import Receive, Scope, Send

from api.resources.vocabulary import ANYWHERE, is_term


class Otherwise:
    """ASGI application, to be mounted after the routes of these routers: OPTIONS is answered 204 with the
    methods of the path.

    Raises HTTPException 404 where there is nothing at the path, 405 for another method than those.
    """

    def __init__(self, routers: Iterable[APIRouter]) -> None:
        self._routes = [route for each in routers for route in each.routes if isinstance(route, Route)]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        methods = self._methods(scope)
        if not methods:
            raise HTTPException(404, "there is nothing at this path")
        allowed = ", ".join(sorted(methods))
        if scope["method"] != "OPTIONS":
            raise HTTPException(405, f"this path takes {allowed}", {"Allow": allowed})
        await Response(status_code=204, headers={"Allow": allowed})(scope, receive, send)

    def _methods(self, scope: Scope) -> set[str]:
        """The union of what the routes of a path take."""
        methods: set[str] = set()
        for route in self._routes:
            if route.matches(scope)[0] == Match.NONE:
                continue
            if route.path != ANYWHERE or is_term(scope["path"].removeprefix("/")):
                methods |= route.methods or set()
        if "GET" in methods:
            methods.add("HEAD")
        return methods | {"OPTIONS"} if methods else methods
