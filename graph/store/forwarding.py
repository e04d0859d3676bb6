"""Forwarding a visitor's query to the server of an endpoint store, and its answer in the form asked for.

What a visitor may not ask is refused before anything is sent: SERVICE and LOAD, graphs that are not stored
(an engine may fetch what FROM names), and what Virtuoso takes beyond SPARQL.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO

import httpx
import pyoxigraph
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Triple

from graph.errors import ForbiddenQueryError
from graph.sparql import check_form, dataset_clause, query_form, serialise
from graph.store.connection import UNION, Connection
from graph.store.endpoint import EndpointStore

_ASKED = {True: b'{"head":{},"boolean":true}', False: b'{"head":{},"boolean":false}'}


@dataclass(frozen=True, slots=True)
class VisitorQuery:
    """A query, the media type wanted for its answer, and its dataset as IRIs where the protocol names one."""

    text: str
    media_type: str
    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()

    @property
    def is_graph(self) -> bool:
        """Whether its answer is triples."""
        return query_form(self.text) in ("CONSTRUCT", "DESCRIBE")

    @property
    def accept(self) -> str:
        """The media type that the server is asked for."""
        form = RdfFormat.N_TRIPLES if self.is_graph else QueryResultsFormat.JSON
        return form.media_type


def form_fields(store: EndpointStore, query: VisitorQuery, time_s: float) -> dict[str, str | Sequence[str]]:
    """The form to send to the server's query address, with the time that the query may take.

    Raises QueryError, and ForbiddenQueryError where the query would fetch or names a graph not stored.
    """
    check_form(query.text, "SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    dialect = store.connection.dialect
    dialect.refuse_extensions(query.text)
    prologue, written = dataset_clause(query.text)
    named = [*query.default_graphs, *query.named_graphs]
    for prefixes, name in (
        *(("", serialise(NamedNode(iri))) for iri in named),
        *((prologue, name) for name in written),
    ):
        if not store.ask(f"{prefixes} ASK {{ GRAPH {name} {{ ?s ?p ?o }} }}"):
            raise ForbiddenQueryError(f"only stored graphs can be queried; there is no graph {name[:200]}")
    fields: dict[str, str | Sequence[str]] = {
        "query": dialect.prologue(query.text, chosen=bool(named or written)) + query.text,
        **dialect.time_limit(time_s),
    }
    if named:
        return fields | {"default-graph-uri": query.default_graphs, "named-graph-uri": query.named_graphs}
    return fields if written else fields | UNION


def write_answer(
    connection: Connection, query: VisitorQuery, response: httpx.Response, body: IO[bytes], output: IO[bytes]
) -> None:
    """Write the server's answer, whose whole body is given, in the media type that the query wants.

    Raises EndpointError where it is not whole, or no answer at all.
    """
    if connection.dialect.row_limit(response) is not None:
        found = _triples(body) if query.is_graph else _results(connection, query, body)
        count = 0 if isinstance(found, pyoxigraph.QueryBoolean) else sum(1 for _ in connection.parsed(found))
        connection.dialect.check_count(response, count, connection.addresses.query)
        body.seek(0)
    try:
        if query.is_graph:
            pyoxigraph.serialize(_triples(body), output, RdfFormat.from_media_type(query.media_type))
        else:
            answer = _results(connection, query, body)
            answer.serialize(output, QueryResultsFormat.from_media_type(query.media_type))
    except (SyntaxError, ValueError) as error:
        raise connection.unreadable() from error


def _triples(body: IO[bytes]) -> Iterator[Triple]:
    return (quad.triple for quad in pyoxigraph.parse(body, RdfFormat.N_TRIPLES))


def _results(
    connection: Connection, query: VisitorQuery, body: IO[bytes]
) -> pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean:
    try:
        results = pyoxigraph.parse_query_results(body, QueryResultsFormat.JSON)
    except (SyntaxError, ValueError) as error:
        raise connection.unreadable() from error
    if isinstance(results, pyoxigraph.QuerySolutions) and query_form(query.text) == "ASK":
        is_so = any(True for _ in connection.parsed(results))  # Virtuoso
        return pyoxigraph.parse_query_results(_ASKED[is_so], QueryResultsFormat.JSON)
    return results
