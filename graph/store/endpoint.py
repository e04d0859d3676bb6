"""The store elsewhere: any SPARQL 1.1 server, by the standard protocols.

SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/
Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self, TypeVar

import httpx
import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from graph.errors import DataError, EndpointError, QueryTimeoutError
from graph.sparql import QueryForm, check_form, refusal
from graph.store.addresses import Addresses, auth, possible_addresses
from graph.store.contract import Solutions
from graph.store.dialect import ASKED, SERVICE_GRAPHS, VIRTUOSO_GRAPHS, Dialect
from graph.store.files import Progress, parse_failure, reading

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

T = TypeVar("T")

UNION_CHECK = """ASK {
  { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""
UNION = {"union-default-graph": ""}
"""The parameter that makes Oxigraph's server show all graphs in the default graph."""


class EndpointStore:
    """A Store (see `contract`) on a SPARQL server. What is atomic is what the server promises.

    Its default graph must be the union of all named graphs; Oxigraph's server is asked for it with each
    query, others are configured so. `endpoint` and `login` are as `possible_addresses` takes them,
    `timeout` is in seconds, for one request. Raises UsageError for no address, EndpointError where the
    server does not answer or has no union default graph.
    """

    def __init__(self, endpoint: str, *, login: str | None = None, timeout: float = 60.0) -> None:
        possible = possible_addresses(endpoint, login)
        self.addresses = possible[0]
        self.dialect = Dialect()
        self.timeout = timeout
        self._client = httpx.Client(timeout=timeout, follow_redirects=False, auth=auth(possible[0]))
        try:
            self._open(possible)
        except BaseException:
            self.close()
            raise

    def select(self, query: str) -> Solutions:
        response, results = self._results(query, "SELECT")
        if not isinstance(results, pyoxigraph.QuerySolutions):
            raise self._unreadable()
        names = tuple(variable.value for variable in results.variables)
        read = self.dialect.read
        solutions = [tuple(map(read, solution)) for solution in self._parsed(results)]
        self.dialect.check_count(response, len(solutions), self.addresses.query)
        return Solutions(names, solutions)

    def ask(self, query: str) -> bool:
        _, results = self._results(query, "ASK")
        if isinstance(results, pyoxigraph.QueryBoolean):
            return bool(results)
        if [variable.value for variable in results.variables] != [ASKED]:
            raise self._unreadable()
        return any(True for _ in self._parsed(results))

    def construct(self, query: str) -> list[Triple]:
        check_form(query, "CONSTRUCT", "DESCRIBE")
        response = self._query(query, RdfFormat.N_TRIPLES.media_type)
        quads = pyoxigraph.parse(response.content, RdfFormat.N_TRIPLES)
        triples = [quad.triple for quad in self._parsed(quads)]
        self.dialect.check_count(response, len(triples), self.addresses.query)
        return triples

    def update(self, update: str) -> None:
        check_form(update, "UPDATE")
        self._request("POST", self.addresses.update, fields={"update": update})

    def replace_graph(self, graph_name: NamedNode, triples: Iterable[Triple]) -> None:
        content = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
        if not content:
            self.remove_graph(graph_name)
            return
        self._request("PUT", self._graph(graph_name), content=content)

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
                while batch := list(islice(quads, self.dialect.batch)):
                    self.update(_insertion(batch, path))
            except (SyntaxError, ValueError) as error:
                raise parse_failure(path, error) from error

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

    def _open(self, possible: list[Addresses]) -> None:
        """Find out where the server takes queries, and its ways."""
        for self.addresses in possible:
            response = self._query(UNION_CHECK, QueryResultsFormat.JSON.media_type, accepted=(404,))
            if response.status_code != 404:
                break
        else:
            raise EndpointError(
                f"{' and '.join(each.query for each in possible)} answer 404: no SPARQL there"
            )
        result = self._read(response)
        if isinstance(result, pyoxigraph.QuerySolutions):  # its default graph is always the union
            self.dialect = Dialect(is_virtuoso=True, batch=2_000)
            described = (name for (name,) in self.select(SERVICE_GRAPHS).solutions)
            names = (name.value for name in described if isinstance(name, NamedNode))
            self.dialect = replace(self.dialect, own_graphs=(*VIRTUOSO_GRAPHS, *names))
        elif result:
            raise EndpointError(
                f"{self.addresses.query} does not show its named graphs in the default graph: "
                "switch its union default graph on"
            )

    def _results(
        self, query: str, form: QueryForm
    ) -> tuple[httpx.Response, pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean]:
        check_form(query, form)
        response = self._query(query, QueryResultsFormat.JSON.media_type)
        return response, self._read(response)

    def _read(self, response: httpx.Response) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        try:
            return pyoxigraph.parse_query_results(response.content, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._unreadable() from error

    def _query(self, query: str, accept: str, *, accepted: tuple[int, ...] = ()) -> httpx.Response:
        fields = {"query": self.dialect.prologue(query) + query, **UNION}
        return self._request("POST", self.addresses.query, fields=fields, accept=accept, accepted=accepted)

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
        fields: Mapping[str, str] | None = None,
        content: bytes | None = None,
        accept: str = "*/*",
        accepted: tuple[int, ...] = (),
    ) -> httpx.Response:
        headers = {"Accept": accept}
        if content is not None:
            headers["Content-Type"] = RdfFormat.N_TRIPLES.media_type
        with self._failing_clearly():
            response = self._client.request(method, url, data=fields, content=content, headers=headers)
            if response.status_code not in accepted:
                self._check(response)
            return response

    def _check(self, response: httpx.Response) -> None:
        where = str(response.request.url.copy_with(query=None))
        if response.is_success:
            self.dialect.check_whole(response, where)
            return
        response.read()
        is_text = response.headers.get("Content-Type", "").startswith("text/plain")
        reason = _first_line(response.text) if is_text else ""
        if response.status_code == 400:
            raise refusal(reason or f"{where} gives no reason")
        status = f"{response.status_code} {response.reason_phrase}".strip()
        raise EndpointError(": ".join(filter(None, (f"{where} answers {status}", reason))))

    @contextmanager
    def _failing_clearly(self) -> Iterator[None]:
        where = self.addresses.query
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
        return EndpointError(f"{self.addresses.query} answers with something that is not SPARQL results")


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


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0][:300]
