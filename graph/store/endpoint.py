"""The store elsewhere: any SPARQL 1.1 server, by the standard protocols.

SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/
Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, TypeVar

import httpx
import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from graph.errors import DataError, EndpointError, QueryTimeoutError, UsageError
from graph.sparql import QueryForm, check_form, refusal
from graph.store.contract import Solutions
from graph.store.files import Progress, reading

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

T = TypeVar("T")

BATCH = 5_000  # quads an update, when loading
UNION_CHECK = """ASK {
  { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a server takes queries, updates and graphs (Graph Store Protocol)."""

    query: str
    update: str
    graphs: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """From "http://host:7878" (then /query, /update and /store, as Oxigraph has them), or for any
        server "query=http://…,update=http://…,graphs=http://…".

        Raises UsageError for anything else.
        """
        if "=" not in text.partition("://")[0]:
            base = text.rstrip("/")
            addresses = cls(f"{base}/query", f"{base}/update", f"{base}/store")
        else:
            named = dict(part.strip().partition("=")[::2] for part in re.split(r",(?=\s*\w+=http)", text))
            if set(named) != {"query", "update", "graphs"}:
                raise UsageError(
                    "an endpoint is one address, or query=ADDRESS,update=ADDRESS,graphs=ADDRESS; "
                    f"found {', '.join(sorted(named))}"
                )
            addresses = cls(**named)
        for address in (addresses.query, addresses.update, addresses.graphs):
            try:
                url = httpx.URL(address)
            except httpx.InvalidURL as error:
                raise UsageError(f"not an address: {address[:200]!r}") from error
            if url.scheme not in ("http", "https") or not url.host:
                raise UsageError(f"not an http or https address: {address[:200]!r}")
        return addresses


class EndpointStore:
    """A Store (see `contract`) on a SPARQL server. What is atomic is what the server promises.

    Its default graph must be the union of all named graphs; Oxigraph's server is asked for it with each
    query, others are configured so. A name and password may stand in the addresses (HTTP Basic).
    `timeout` is in seconds, for one request. Raises EndpointError where the server does not answer or has
    no union default graph.
    """

    def __init__(self, addresses: str | Addresses, *, timeout: float = 60.0) -> None:
        self.addresses = Addresses.parse(addresses) if isinstance(addresses, str) else addresses
        self.timeout = timeout
        self._client = httpx.Client(timeout=timeout, follow_redirects=False)
        try:
            if self.ask(UNION_CHECK):
                raise EndpointError(
                    f"{_shown(self.addresses.query)} does not show its named graphs in the default graph: "
                    "switch its union default graph on"
                )
        except BaseException:
            self.close()
            raise

    def select(self, query: str) -> Solutions:
        results = self._results(query, "SELECT")
        if not isinstance(results, pyoxigraph.QuerySolutions):
            raise self._unreadable()
        names = tuple(variable.value for variable in results.variables)
        return Solutions(names, [tuple(solution) for solution in self._parsed(results)])

    def ask(self, query: str) -> bool:
        results = self._results(query, "ASK")
        if not isinstance(results, pyoxigraph.QueryBoolean):
            raise self._unreadable()
        return bool(results)

    def construct(self, query: str) -> list[Triple]:
        check_form(query, "CONSTRUCT", "DESCRIBE")
        answer = self._query(query, RdfFormat.N_TRIPLES.media_type)
        quads = pyoxigraph.parse(answer, RdfFormat.N_TRIPLES)
        return [quad.triple for quad in self._parsed(quads)]

    def update(self, update: str) -> None:
        check_form(update, "UPDATE")
        headers = {"Content-Type": "application/sparql-update"}
        self._request("POST", self.addresses.update, content=update.encode(), headers=headers)

    def replace_graph(self, graph_name: NamedNode, triples: Iterable[Triple]) -> None:
        content = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
        if not content:
            self.remove_graph(graph_name)
            return
        headers = {"Content-Type": RdfFormat.N_TRIPLES.media_type}
        self._request("PUT", self._graph(graph_name), content=content, headers=headers)

    def remove_graph(self, graph_name: NamedNode) -> None:
        self._request("DELETE", self._graph(graph_name), accepted=(404,))

    def load(
        self, path: Path, data_format: RdfFormat = RdfFormat.N_QUADS, *, progress: Progress | None = None
    ) -> None:
        """Add a file's quads, some thousands an update: a broken file leaves what stands before the fault.

        Every quad must be in a named graph. Raises DataError for a file that does not parse.
        """
        with reading(path, progress) as file:
            try:
                quads = pyoxigraph.parse(file, data_format)
                while batch := list(islice(quads, BATCH)):
                    self.update(_insertion(batch, path))
            except (SyntaxError, ValueError) as error:
                raise DataError(f"{path}: {_first_line(str(error.args[0]))}") from error

    def dump(self, output: BinaryIO, data_format: RdfFormat = RdfFormat.N_QUADS) -> None:
        """Write every quad of every named graph, one graph at a time."""
        if not data_format.supports_datasets:
            raise DataError(f"{data_format.name} has no named graphs")
        names = self.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        quads = (
            quad for (name,) in names.solutions if isinstance(name, NamedNode) for quad in self._quads(name)
        )
        pyoxigraph.serialize(quads, output, data_format)

    def close(self) -> None:
        self._client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _results(self, query: str, form: QueryForm) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        check_form(query, form)
        answer = self._query(query, QueryResultsFormat.JSON.media_type)
        try:
            return pyoxigraph.parse_query_results(answer, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._unreadable() from error

    def _query(self, query: str, accept: str) -> bytes:
        url = httpx.URL(self.addresses.query).copy_merge_params({"union-default-graph": ""})
        headers = {"Content-Type": "application/sparql-query", "Accept": accept}
        return self._request("POST", url, content=query.encode(), headers=headers)

    def _graph(self, name: NamedNode) -> httpx.URL:
        return httpx.URL(self.addresses.graphs).copy_merge_params({"graph": name.value})

    def _quads(self, name: NamedNode) -> Iterator[Quad]:
        accept = {"Accept": RdfFormat.N_TRIPLES.media_type}
        with (
            self._failing_clearly(),
            self._client.stream("GET", self._graph(name), headers=accept) as response,
        ):
            self._check(response)
            body = BufferedReader(_Body(response.iter_bytes()))
            for quad in self._parsed(pyoxigraph.parse(body, RdfFormat.N_TRIPLES)):
                yield Quad(quad.subject, quad.predicate, quad.object, name)

    def _request(
        self,
        method: str,
        url: str | httpx.URL,
        *,
        content: bytes | None = None,
        headers: dict[str, str] | None = None,
        accepted: tuple[int, ...] = (),
    ) -> bytes:
        with self._failing_clearly():
            response = self._client.request(method, url, content=content, headers=headers)
            if response.status_code not in accepted:
                self._check(response)
            return response.content

    def _check(self, response: httpx.Response) -> None:
        if response.is_success:
            return
        response.read()
        where = _shown(str(response.request.url.copy_with(query=None)))
        is_text = response.headers.get("Content-Type", "").startswith("text/plain")
        reason = _first_line(response.text) if is_text else ""
        if response.status_code == 400:
            raise refusal(reason or f"{where} gives no reason")
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise EndpointError(": ".join(filter(None, (f"{where} answers {status}", reason))))

    @contextmanager
    def _failing_clearly(self) -> Iterator[None]:
        where = _shown(self.addresses.query)
        if self._client.is_closed:
            raise EndpointError(f"the connection to {where} is closed")
        try:
            yield
        except httpx.ReadTimeout as error:
            raise QueryTimeoutError(f"{where} did not answer within {self.timeout:g} s") from error
        except httpx.TransportError as error:
            reason = _first_line(str(error)) or type(error).__name__
            raise EndpointError(f"{where} cannot be reached: {reason}") from error

    def _parsed(self, items: Iterable[T]) -> Iterator[T]:
        try:
            yield from items
        except (SyntaxError, ValueError) as error:
            raise self._unreadable() from error

    def _unreadable(self) -> EndpointError:
        return EndpointError(
            f"{_shown(self.addresses.query)} answers with something that is not SPARQL results"
        )


class _Body(RawIOBase):
    """A streamed answer as a file."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return 0
            self._rest = chunk
        data, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(data)] = data
        return len(data)


def _insertion(quads: list[Quad], path: Path) -> str:
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        if isinstance(quad.graph_name, DefaultGraph):
            raise DataError(f"{path}: a triple outside of any named graph: {quad.triple}")
        line = f"{quad.subject} {quad.predicate} {quad.object} ."
        graphs.setdefault(str(quad.graph_name), []).append(line)
    blocks = ("GRAPH {} {{\n{}\n}}".format(name, "\n".join(lines)) for name, lines in graphs.items())
    return "INSERT DATA {{\n{}\n}}".format("\n".join(blocks))


def _shown(address: str) -> str:
    """An address without its password."""
    return re.sub(r"//[^/@]*@", "//", address)


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:300]
