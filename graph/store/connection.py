"""The way to one SPARQL server: its addresses, its dialect, and what its failures are called."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar

import httpx
from pyoxigraph import NamedNode, RdfFormat

from graph.errors import EndpointError, QueryTimeoutError
from graph.refusals import refusal
from graph.store.addresses import Addresses, auth
from graph.store.dialect import Dialect

T = TypeVar("T")

UNION = {"union-default-graph": ""}
"""The parameter that makes Oxigraph's server show all graphs in the default graph."""


class Connection:
    """HTTP with a SPARQL server; `timeout` is in seconds, for one request. Safe in threads.

    Every method raises EndpointError where the server cannot be reached or answers with an error,
    QueryTimeoutError where it takes too long, and QueryError where it refuses the SPARQL.
    """

    def __init__(self, addresses: Addresses, timeout: float) -> None:
        self.addresses = addresses
        self.dialect = Dialect()
        self.timeout = timeout
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, auth=auth(addresses))

    def query(self, query: str, accept: str, *, accepted: tuple[int, ...] = ()) -> httpx.Response:
        """The answer to a query over the union of all graphs."""
        fields = {"query": self.dialect.prologue(query) + query, **UNION}
        return self.request("POST", self.addresses.query, fields=fields, accept=accept, accepted=accepted)

    def request(
        self,
        method: str,
        url: str | httpx.URL,
        *,
        fields: Mapping[str, str | Sequence[str]] | None = None,
        content: bytes | None = None,
        accept: str = "*/*",
        accepted: tuple[int, ...] = (),
    ) -> httpx.Response:
        """The answer to a form, or to content in N-Triples; `accepted` are statuses that are no failure."""
        headers = {"Accept": accept}
        if content is not None:
            headers["Content-Type"] = RdfFormat.N_TRIPLES.media_type
        with self.failing_clearly():
            response = self._client.request(method, url, data=fields, content=content, headers=headers)
            if response.status_code not in accepted:
                self.check(response)
            return response

    @contextmanager
    def streamed(self, url: str | httpx.URL, accept: str) -> Iterator[httpx.Response]:
        """The answer to a GET as it comes."""
        with (
            self.failing_clearly(),
            self._client.stream("GET", url, headers={"Accept": accept}) as response,
        ):
            if not response.is_success:
                response.read()
            self.check(response)
            yield response

    def graph(self, name: NamedNode) -> httpx.URL:
        """Where the Graph Store Protocol has the graph of that name."""
        return httpx.URL(self.addresses.graphs).copy_merge_params({"graph": name.value})

    def check(self, response: httpx.Response) -> None:
        """Raise what an answer, read where it tells a failure, means."""
        where = str(response.request.url.copy_with(query=None))
        if response.is_success:
            self.dialect.check_whole(response, where)
            return
        is_text = response.headers.get("Content-Type", "").startswith("text/plain")
        reason = _first_line(response.text) if is_text else ""
        if response.status_code == 400:
            raise refusal(reason or f"{where} gives no reason")
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise EndpointError(": ".join(filter(None, (f"{where} answers {status}", reason))))

    @contextmanager
    def failing_clearly(self) -> Iterator[None]:
        """Give the client's errors their names here."""
        where = self.addresses.query
        if self._client.is_closed:
            raise EndpointError(f"the connection to {where} is closed")
        try:
            yield
        except httpx.ReadTimeout as error:
            raise QueryTimeoutError(f"{where} did not answer within {self.timeout:g} s") from error
        except httpx.RemoteProtocolError as error:
            raise EndpointError(f"{where} breaks off its answer: {_first_line(str(error))}") from error
        except httpx.TransportError as error:
            reason = _first_line(str(error)) or type(error).__name__
            raise EndpointError(f"{where} cannot be reached: {reason}") from error

    def parsed(self, items: Iterable[T]) -> Iterator[T]:
        """The items of an answer, as they are read."""
        try:
            yield from items
        except (SyntaxError, ValueError) as error:
            raise self.unreadable() from error

    def unreadable(self) -> EndpointError:
        """The error of an answer that is not what was asked for."""
        return EndpointError(f"{self.addresses.query} answers with something that is not SPARQL results")

    def close(self) -> None:
        self._client.close()


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:300]
