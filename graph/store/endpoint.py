"""The store elsewhere: any SPARQL 1.1 server, by the standard protocols.

SPARQL 1.1 Protocol: https://www.w3.org/TR/sparql11-protocol/
Graph Store HTTP Protocol: https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BufferedReader, RawIOBase
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

import httpx
import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, QueryResultsFormat, RdfFormat, Triple

from graph.errors import DataError, EndpointError, QueryError
from graph.sparql import QueryForm, check_form
from graph.store.addresses import possible_addresses
from graph.store.connection import Connection
from graph.store.contract import Solutions
from graph.store.dialect import ASKED, SERVICE_GRAPHS, VIRTUOSO_GRAPHS, Dialect
from graph.store.files import Progress, parse_failure, place, reading
from graph.store.withheld import Withheld

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

UNION_CHECK = """ASK {
  { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 }
  FILTER NOT EXISTS { ?s ?p ?o }
}"""


class EndpointStore:
    """A Store (see `contract`) on a SPARQL server. What is atomic is what the server promises.

    Its default graph must be the union of all named graphs; Oxigraph's server is asked for it with each
    query, others are configured so. `endpoint` and `login` are as `possible_addresses` takes them,
    `timeout` is in seconds, for one request; `withheld` is the file for what the server must not have (in
    memory where there is none). Raises UsageError for no address, EndpointError where the
    server does not answer or has no union default graph.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        login: str | None = None,
        timeout: float = 60.0,
        withheld: Path | None = None,
    ) -> None:
        self.withheld = Withheld(withheld)
        for addresses in (possible := possible_addresses(endpoint, login)):
            self.connection = Connection(addresses, timeout)
            try:
                if self._is_there():
                    return
            except BaseException:
                self.close()
                raise
            self.close()
        raise EndpointError(f"{' and '.join(each.query for each in possible)} answer 404: no SPARQL there")

    def select(self, query: str) -> Solutions:
        response, results = self._results(query, "SELECT")
        if not isinstance(results, pyoxigraph.QuerySolutions):
            raise self.connection.unreadable()
        names = tuple(variable.value for variable in results.variables)
        read = self.connection.dialect.read
        solutions = [tuple(map(read, solution)) for solution in self.connection.parsed(results)]
        self.connection.dialect.check_count(response, len(solutions), self.connection.addresses.query)
        return Solutions(names, solutions)

    def ask(self, query: str) -> bool:
        _, results = self._results(query, "ASK")
        if isinstance(results, pyoxigraph.QueryBoolean):
            return bool(results)
        if [variable.value for variable in results.variables] != [ASKED]:
            raise self.connection.unreadable()
        return any(True for _ in self.connection.parsed(results))

    def construct(self, query: str) -> list[Triple]:
        check_form(query, "CONSTRUCT", "DESCRIBE")
        response = self.connection.query(query, RdfFormat.N_TRIPLES.media_type)
        quads = pyoxigraph.parse(response.content, RdfFormat.N_TRIPLES)
        triples = [quad.triple for quad in self.connection.parsed(quads)]
        self.connection.dialect.check_count(response, len(triples), self.connection.addresses.query)
        return triples

    def update(self, update: str) -> None:
        check_form(update, "UPDATE")
        self.connection.request("POST", self.connection.addresses.update, fields={"update": update})

    def replace_graph(self, graph_name: NamedNode, triples: Iterable[Triple]) -> None:
        content = pyoxigraph.serialize(triples, format=RdfFormat.N_TRIPLES)
        if not content:
            self.remove_graph(graph_name)
            return
        self.connection.request("PUT", self.connection.graph(graph_name), content=content)

    def remove_graph(self, graph_name: NamedNode) -> None:
        self.connection.request("DELETE", self.connection.graph(graph_name), accepted=(404,))

    def load(
        self, path: Path, data_format: RdfFormat = RdfFormat.N_QUADS, *, progress: Progress | None = None
    ) -> None:
        """Add a file's quads, some thousands an update: a broken file leaves what stands before the fault.

        Every quad must be in a named graph, and none have a blank node, which no two updates share. Raises
        DataError, with the line where the file is N-Quads, for a file that does not parse and for a quad
        that does not fit or that the server refuses.
        """
        first = 0
        with reading(path, progress) as file:
            try:
                quads = pyoxigraph.parse(file, data_format)
                while batch := list(islice(quads, self.connection.dialect.batch)):
                    self._insert(batch, lambda index: place(path, data_format, index), first)
                    first += len(batch)
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
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    def _is_there(self) -> bool:
        """Whether the address takes queries; if it does, find out about the server's ways."""
        connection = self.connection
        response = connection.query(UNION_CHECK, QueryResultsFormat.JSON.media_type, accepted=(404,))
        if response.status_code == 404:
            return False
        result = self._read(response)
        if isinstance(result, pyoxigraph.QuerySolutions):  # its default graph is always the union
            connection.dialect = Dialect(is_virtuoso=True, batch=2_000)
            described = (name for (name,) in self.select(SERVICE_GRAPHS).solutions)
            names = (name.value for name in described if isinstance(name, NamedNode))
            connection.dialect = replace(connection.dialect, own_graphs=(*VIRTUOSO_GRAPHS, *names))
        elif result:
            raise EndpointError(
                f"{connection.addresses.query} does not show its named graphs in the default graph: "
                "switch its union default graph on"
            )
        return True

    def _insert(self, quads: list[Quad], where: Callable[[int], str], first: int) -> None:
        """Add quads, the first of them number `first` of its file; `where` tells the place of a number."""
        for index, quad in enumerate(quads):
            if fault := _fault(quad):
                raise DataError(f"{where(first + index)}: {fault}")
        try:
            self.update(_insertion(quads))
        except QueryError as error:
            if len(quads) == 1:
                raise DataError(f"{where(first)}: {error}") from error
            half = len(quads) // 2
            self._insert(quads[:half], where, first)
            self._insert(quads[half:], where, first + half)

    def _results(
        self, query: str, form: QueryForm
    ) -> tuple[httpx.Response, pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean]:
        check_form(query, form)
        response = self.connection.query(query, QueryResultsFormat.JSON.media_type)
        return response, self._read(response)

    def _read(self, response: httpx.Response) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
        try:
            return pyoxigraph.parse_query_results(response.content, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self.connection.unreadable() from error

    def _quads(self, name: NamedNode) -> Iterator[Quad]:
        connection = self.connection
        with connection.streamed(connection.graph(name), RdfFormat.N_TRIPLES.media_type) as response:
            body = BufferedReader(_Body(response.iter_bytes()))
            for quad in connection.parsed(pyoxigraph.parse(body, RdfFormat.N_TRIPLES)):
                yield Quad(quad.subject, quad.predicate, quad.object, name)


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


def _fault(quad: Quad) -> str | None:
    """Why an update cannot add this quad to a named graph."""
    if isinstance(quad.graph_name, DefaultGraph):
        return "a triple outside of any named graph"
    if any(isinstance(term, BlankNode) for term in (quad.subject, quad.object, quad.graph_name)):
        return "a blank node, which updates do not keep"
    return None


def _insertion(quads: Iterable[Quad]) -> str:
    graphs: dict[str, list[str]] = {}
    for quad in quads:
        line = f"{quad.subject} {quad.predicate} {quad.object} ."
        graphs.setdefault(str(quad.graph_name), []).append(line)
    blocks = ("GRAPH {} {{\n{}\n}}".format(name, "\n".join(lines)) for name, lines in graphs.items())
    return "INSERT DATA {{\n{}\n}}".format("\n".join(blocks))
