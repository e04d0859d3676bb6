"""What routes need of the running service, declared once."""

import re
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from api.address import public_root
from api.links import Links
from api.records.memory import ELSEWHERE_S, Memory
from api.records.reader import Reader
from api.service import Service
from api.settings import Settings
from graph.iris import DEFAULT_BASE
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder
from graph.writer import find_data_base

LOOPBACK = frozenset({"127.0.0.1", "::1", "::ffff:127.0.0.1"})
_LOOPBACK_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?", re.IGNORECASE)


def claims_service(request: Request) -> Service[Store]:
    """The running service over a claims store."""
    service: Service[Store] = request.app.state.service
    return service


ServiceDep = Annotated[Service[Store], Depends(claims_service)]


def links(request: Request, service: ServiceDep) -> Links:
    """Between the store's IRIs and this server's paths."""
    memory = memory_of(request, service)
    base = memory.get("base", service.writes, lambda: find_data_base(service.store), lambda _: 1)
    return Links(base or DEFAULT_BASE, urlsplit(public_root(request)).path.rstrip("/"))


LinksDep = Annotated[Links, Depends(links)]


def reader(request: Request, service: ServiceDep, known: LinksDep) -> Reader:
    """The store as this request sees it."""
    return Reader(service.store, memory_of(request, service), service.writes, known)


ReaderDep = Annotated[Reader, Depends(reader)]


def texts(request: Request) -> TextFolder:
    """Where article texts are kept."""
    settings: Settings = request.app.state.settings
    return TextFolder(settings.data / "texts")


TextsDep = Annotated[TextFolder, Depends(texts)]


def memory_of(request: Request, service: Service[Store]) -> Memory:
    """The memory that lives as long as the service."""
    memory: Memory | None = getattr(request.app.state, "memory", None)
    if memory is None:
        elsewhere = not isinstance(service.store, EmbeddedStore)
        memory = request.app.state.memory = Memory(ELSEWHERE_S) if elsewhere else Memory()
    return memory


def is_local(request: Request) -> bool:
    """Whether somebody on this machine asks: not through a proxy on it, nor a site that they visit.

    A page of another site says so (Origin, Sec-Fetch-Site), or calls this machine by the site's own name
    (Host), which a loopback address was given to (DNS rebinding).
    """
    headers = request.headers
    host, origin = headers.get("host", ""), headers.get("origin")
    return (
        request.client is not None
        and request.client.host in LOOPBACK
        and not {"forwarded", "x-forwarded-for", "x-real-ip"} & set(headers)
        and _LOOPBACK_HOST.fullmatch(host) is not None
        and (origin is None or origin.lower().partition("://")[2] == host.lower())
        and headers.get("sec-fetch-site", "none") in ("none", "same-origin")
    )
