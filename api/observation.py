"""What the service tells its keeper: a line of JSON for each request, and figures for Prometheus."""

import json
import logging
import time
from collections import Counter
from collections.abc import Iterator
from secrets import token_hex

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.latencies import Latencies

log = logging.getLogger("onus.requests")


class Figures:
    """Requests and their latencies since the service started, by route."""

    def __init__(self) -> None:
        self.in_flight = 0
        self.requests: Counter[tuple[str, str, int, str]] = Counter()
        self._latencies = Latencies("onus_request_seconds", "route")

    def count(self, method: str, route: str, status: int, outcome: str, seconds: float) -> None:
        """Add one request; `route` is its template, never its address."""
        self.requests[method, route, status, outcome] += 1
        self._latencies.add(seconds, route)

    def lines(self) -> Iterator[str]:
        """In Prometheus' text format. https://prometheus.io/docs/instrumenting/exposition_formats/"""
        yield "# TYPE onus_requests_in_flight gauge"
        yield f"onus_requests_in_flight {self.in_flight}"
        yield "# TYPE onus_requests_total counter"
        for (method, route, status, outcome), number in sorted(self.requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}",outcome="{outcome}"'
            yield f"onus_requests_total{{{labels}}} {number}"
        yield from self._latencies.lines()


class Observation:
    """ASGI middleware: gives each request an id, sent back as X-Query-Id, counts it and logs its end.

    A line holds id, method, route, status (null where none was sent), ms and outcome: "answered",
    "refused" (4xx), "failed" (5xx), "cut off" (the answer began but did not end) or "left" (the client
    went before it began); where a query was asked, its form; and of an error or a cut what `tell` was told.
    """

    def __init__(self, app: ASGIApp, figures: Figures) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope["query_id"] = identifier = token_hex(8)
        status, is_complete = 0, False

        async def noted(message: Message) -> None:
            nonlocal status, is_complete
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = [*message["headers"], (b"x-query-id", identifier.encode())]
            await send(message)
            is_complete = message["type"] == "http.response.body" and not message.get("more_body", False)

        started = time.perf_counter()
        self._figures.in_flight += 1
        try:
            await self._app(scope, receive, noted)
        finally:
            self._figures.in_flight -= 1
            seconds = time.perf_counter() - started
            route = getattr(scope.get("route"), "path", "other")
            outcome = _outcome(status, is_complete)
            self._figures.count(scope["method"], route, status, outcome, seconds)
            if log.isEnabledFor(logging.INFO):
                told = {"id": identifier, "method": scope["method"], "route": route, "status": status or None}
                told |= {"ms": round(seconds * 1000, 1), "outcome": outcome, **scope.get("told", {})}
                log.info("%s", json.dumps(told))


def tell(scope: Scope, **more: str) -> None:
    """Add to the line of this request: no words of the request itself."""
    scope.setdefault("told", {}).update(more)


def _outcome(status: int, is_complete: bool) -> str:
    if status in (0, 499):
        return "left"
    if not is_complete:
        return "cut off"
    if status >= 500:
        return "failed"
    return "refused" if status >= 400 else "answered"
