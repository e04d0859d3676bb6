"""Where a SPARQL server takes queries, updates and graphs, and how it is told who asks."""

import re
from collections.abc import Generator
from dataclasses import dataclass, replace

import httpx

from graph.errors import UsageError

LAYOUTS = (
    ("query", "update", "store"),  # Oxigraph
    ("sparql", "sparql-auth", "sparql-graph-crud-auth"),  # Virtuoso
)
"""Paths of queries, updates and graphs (Graph Store Protocol) below one address."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates and graphs; `login` is "name:password", asked for or not."""

    query: str
    update: str
    graphs: str
    login: str | None = None

    def __repr__(self) -> str:
        return f"Addresses({self.query}, {self.update}, {self.graphs})"  # no password in a traceback


def possible_addresses(text: str, login: str | None = None) -> list[Addresses]:
    """What an endpoint's text may mean: "http://host:7878" each of `LAYOUTS`; or, for any server, exactly
    "query=http://…,update=http://…,graphs=http://…".

    A login may stand in the text ("http://name:password@host"); the one given comes before it. Raises
    UsageError for anything else.
    """
    if login is not None and ":" not in login:
        raise UsageError("a login is NAME:PASSWORD")
    if "=" not in text.partition("://")[0]:
        base = text.rstrip("/")
        found = [Addresses(*(f"{base}/{path}" for path in layout)) for layout in LAYOUTS]
    else:
        named = dict(part.strip().partition("=")[::2] for part in re.split(r",(?=\s*\w+=http)", text))
        if set(named) != {"query", "update", "graphs"}:
            raise UsageError(
                "an endpoint is one address, or query=ADDRESS,update=ADDRESS,graphs=ADDRESS; "
                f"found {', '.join(sorted(named))}"
            )
        found = [Addresses(**named)]
    return [_checked(addresses, login) for addresses in found]


def _checked(addresses: Addresses, login: str | None) -> Addresses:
    urls = []
    for address in (addresses.query, addresses.update, addresses.graphs):
        shown = re.sub(r"//[^/@]*@", "//", address)[:200]
        try:
            url = httpx.URL(address)
        except httpx.InvalidURL as error:
            raise UsageError(f"not an address: {shown!r}") from error
        if url.scheme not in ("http", "https") or not url.host:
            raise UsageError(f"not an http or https address: {shown!r}")
        if url.userinfo and login is None:
            login = f"{url.username}:{url.password}"
        urls.append(str(url.copy_with(userinfo=b"")))
    return replace(addresses, query=urls[0], update=urls[1], graphs=urls[2], login=login)


class Login(httpx.Auth):
    """Name and password, sent only where the server asks for them: by HTTP Digest or Basic, as it asks."""

    def __init__(self, login: str) -> None:
        self._name, _, self._password = login.partition(":")
        self._digest: httpx.DigestAuth | None = None
        self._basic: httpx.BasicAuth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the request, and again with what the server asks for."""
        if (chosen := self._digest or self._basic) is not None:
            yield from chosen.auth_flow(request)
            return
        response = yield request
        if response.status_code == 401:
            asked = response.headers.get("WWW-Authenticate", "").lower()
            if "digest" in asked:
                self._digest = httpx.DigestAuth(self._name, self._password)
                yield from self._digest.auth_flow(request)
            else:
                self._basic = httpx.BasicAuth(self._name, self._password)
                yield from self._basic.auth_flow(request)


def auth(addresses: Addresses) -> Login | None:
    """What a client of these addresses answers a challenge with."""
    return Login(addresses.login) if addresses.login is not None else None
