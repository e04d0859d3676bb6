"""A claims store written out whole, for people and programs elsewhere. Texts are never part of it.

N-Quads hold everything, so that `graph.importing` can make the same store of them: in `graph/withheld` also
what a person has withheld, which no graph of a store has, and no other format. Networks (GraphML, GEXF) come
from `graph.network`.
"""

import csv
import io
import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, serialize

import ontology
from graph.changes import Triples
from graph.convert import rdflib_graph
from graph.iris import ACTORS, DECISIONS, DIRECT, EDGES, ONTOLOGY, ORDER, WITHHELD
from graph.model import ArticleRecord
from graph.nodes import Node, nodes_of
from graph.quads import StoredClaim, read_stored
from graph.store import Store
from graph.terms import OBJECT, ROLES, SUBJECT
from graph.writer import Writer

COLUMNS = (
    "claim",
    "article",
    "title",
    "publisher",
    "published",
    "subject",
    "subject_name",
    "relation",
    "object",
    "object_name",
    "stance",
    "status",
    "asserter",
    "asserter_name",
    "relay_name",
    "quote",
    "start",
    "end",
    "support_kind",
    "mode",
    "victims",
    "place",
    "date",
    "date_end",
    "deaths",
    "former",
    "caveat",
    "set_aside",
    "extractor",
)
"""Of a CSV export: a line a claim. `asserter` is empty where the article speaks in its own voice."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_nquads(store: Store, output: BinaryIO) -> None:
    """Everything in the store as it is, and what is withheld."""
    store.dump(output, RdfFormat.N_QUADS)
    withheld = sorted(store.withheld.read(), key=str)
    quads = (Quad(triple.subject, triple.predicate, triple.object, WITHHELD) for triple in withheld)
    serialize(quads, output, RdfFormat.N_QUADS)


def export_turtle(store: Store, output: BinaryIO) -> None:
    """All graphs as one, without their names."""
    triples = (triple for _, graph in _graphs(store) for triple in sorted(graph, key=str))
    serialize(triples, output, RdfFormat.TURTLE, prefixes=ontology.prefixes())


def export_jsonld(store: Store, output: BinaryIO) -> None:
    """Each graph under its name, in the terms of the vocabulary's JSON-LD context, which is included."""
    context = json.loads(ontology.path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    output.write(b'{"@context": ' + json.dumps(context).encode() + b',\n"@graph": [')
    separator = b"\n"
    for name, triples in _graphs(store):
        if triples:
            document = json.loads(rdflib_graph(triples).serialize(format="json-ld", context=context))
            nodes = document.get("@graph", [{key: document[key] for key in document if key != "@context"}])
            graph = json.dumps({"id": name.value, "@graph": nodes}, ensure_ascii=False, sort_keys=True)
            output.write(separator + graph.encode())
            separator = b",\n"
    output.write(b"\n]}\n")


def export_csv(store: Store, output: BinaryIO) -> None:
    """A line a claim, with a header (`COLUMNS`), in UTF-8.

    A cell that a spreadsheet would run as a formula begins with an apostrophe instead, as OWASP advises
    (https://owasp.org/www-community/attacks/CSV_Injection); all else is verbatim.
    """
    lines = io.TextIOWrapper(output, encoding="utf-8", newline="", write_through=True)
    try:
        writer = csv.DictWriter(lines, COLUMNS)
        writer.writeheader()
        store_writer = Writer(store)
        decisions = store_writer.decisions
        for article in store_writer.articles():
            triples = store_writer.graph(article)
            record, claims = read_stored(triples)
            nodes = nodes_of(triples)
            for claim in claims:
                cells = _cells(record, claim, nodes[claim.iri])
                review = decisions.reviews.get(claim.iri)
                cells["set_aside"] = review.state if review and claim.iri in decisions.set_aside else ""
                writer.writerow({column: inert(cell) for column, cell in cells.items()})
    finally:
        lines.detach()


EXPORTS: Mapping[str, Callable[[Store, BinaryIO], None]] = {
    "nquads": export_nquads,
    "turtle": export_turtle,
    "jsonld": export_jsonld,
    "csv": export_csv,
}
"""The formats by the names that `onus export` knows them by."""


def _graphs(store: Store) -> Iterator[tuple[NamedNode, Triples]]:
    """Every graph by name."""
    writer = Writer(store)
    for name in (*writer.articles(), DIRECT, EDGES, ORDER, ONTOLOGY, ACTORS, DECISIONS):
        yield name, writer.graph(name)


def _cells(record: ArticleRecord, stored: StoredClaim, node: Node) -> dict[str, str]:
    claim = stored.claim
    asserter = ROLES[2]
    values = {
        "claim": stored.iri.value,
        "article": record.id,
        "title": record.title,
        "publisher": record.publisher,
        "published": record.published,
        "subject": node.iri_of(SUBJECT).value,
        "subject_name": claim.subject.name,
        "relation": claim.relation,
        "object": node.iri_of(OBJECT).value,
        "object_name": claim.object_name,
        "stance": claim.stance,
        "status": claim.status,
        "asserter": claim.asserter and node.iri_of(asserter.party).value,
        "asserter_name": claim.asserter and claim.asserter.name,
        "relay_name": claim.relay and claim.relay.name,
        "quote": claim.quote.exact,
        "start": claim.quote.start,
        "end": claim.quote.end,
        "support_kind": claim.support_kind,
        "mode": claim.mode,
        "victims": claim.victims,
        "place": claim.place,
        "date": claim.date,
        "date_end": claim.date_end,
        "deaths": claim.deaths,
        "former": "true" if claim.former else None,
        "caveat": claim.caveat and claim.caveat.exact,
        "extractor": claim.extractor,
    }
    return {column: "" if value is None else str(value) for column, value in values.items()}


def inert(cell: str) -> str:
    """A cell of CSV, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
