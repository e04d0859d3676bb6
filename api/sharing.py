"""Equal requests share one answer: one that is being made is waited for, one that was made is kept until the
store changes."""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.dependencies import is_local
from api.observation import tell
from api.records.memory import ELSEWHERE_S
from api.representation import has_tag
from graph.store import EmbeddedStore

KEPT_BYTES = 64_000_000
LARGEST_BYTES = 4_000_000
_OWN = ("/sparql", "/graphs", "/metrics", "/health", "/static")
_UNCHANGED = {b"etag", b"vary", b"cache-control", b"link", b"content-location"}
"""What 304 repeats of the answer (RFC 9110)."""


@dataclass(slots=True)
class _Answer:
    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    body: bytes = b""
    route: Any = None
    told: dict[str, str] = field(default_factory=dict)
    until: float = float("inf")


class SharedAnswers:
    """ASGI middleware over the resources of a claims store.

    Answers differ by address, accepted forms and whether the client is on this machine; those to holders
    of a key are never shared. What clients have already is told by its entity tag, as `representation` does.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._making: dict[Hashable, asyncio.Task[_Answer]] = {}
        self._kept: OrderedDict[Hashable, _Answer] = OrderedDict()
        self._bytes = 0
        self._version: object = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"].startswith(_OWN):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        if {"authorization", "x-api-key", "cookie"} & set(headers):
            await self._app(scope, receive, send)
            return
        answer = await self._find(scope, headers)
        scope["route"] = answer.route
        tell(scope, **answer.told)
        tag = dict(answer.headers).get(b"etag", b"").decode("latin-1")
        unchanged = answer.status == 200 and tag and has_tag(headers.get("if-none-match", ""), tag)
        await send(
            {
                "type": "http.response.start",
                "status": 304 if unchanged else answer.status,
                "headers": [each for each in answer.headers if not unchanged or each[0] in _UNCHANGED],
            }
        )
        await send({"type": "http.response.body", "body": b"" if unchanged else answer.body})

    async def _find(self, scope: Scope, headers: Headers) -> _Answer:
        """The answer kept, else the one that is being made, else a new one."""
        service = scope["app"].state.service
        if service.writes != self._version:
            self._version, self._bytes = service.writes, 0
            self._kept.clear()
        key = (
            service.writes,
            scope["scheme"],
            headers.get("host"),
            scope.get("root_path"),
            scope["path"],
            scope["query_string"],
            headers.get("accept"),
            is_local(Request(scope)),
        )
        if (kept := self._kept.get(key)) is not None:
            if time.monotonic() < kept.until:
                self._kept.move_to_end(key)
                return kept
            self._drop(key)
        making = self._making.get(key)
        if making is None:
            making = self._making[key] = asyncio.create_task(self._make(scope, key))
            making.add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(making)  # others wait for it, even where this client goes

    async def _make(self, scope: Scope, key: Hashable) -> _Answer:
        answer, service = _Answer(), scope["app"].state.service
        version = service.writes
        pieces: list[bytes] = []

        async def receive() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer.status, answer.headers = message["status"], list(message["headers"])
            else:
                pieces.append(message.get("body", b""))

        unconditional = [each for each in scope["headers"] if each[0] != b"if-none-match"]
        inner: Scope = {**scope, "headers": unconditional}
        await self._app(inner, receive, send)
        answer.route, answer.told, answer.body = inner.get("route"), inner.get("told", {}), b"".join(pieces)
        if not isinstance(service.store, EmbeddedStore):
            answer.until = time.monotonic() + ELSEWHERE_S
        if answer.status == 200 and len(answer.body) <= LARGEST_BYTES and service.writes == version:
            self._keep(key, answer)
        return answer

    def _keep(self, key: Hashable, answer: _Answer) -> None:
        self._drop(key)
        self._kept[key] = answer
        self._bytes += len(answer.body)
        while self._bytes > KEPT_BYTES:
            self._drop(next(iter(self._kept)))

    def _drop(self, key: Hashable) -> None:
        if (answer := self._kept.pop(key, None)) is not None:
            self._bytes -= len(answer.body)
