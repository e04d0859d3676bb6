"""The N-Quads of one claims store into another."""

import tempfile
from pathlib import Path

from pyoxigraph import NamedNode

from graph.decisions import decisions_triples
from graph.errors import DataError, UsageError
from graph.ingest import IngestReport, initialise
from graph.iris import ACTORS, DECISIONS, DIRECT, ONTOLOGY
from graph.model import Claim
from graph.quads import read_article
from graph.store import EmbeddedStore, Store
from graph.verify import verify_article
from graph.vocabulary import relations, support_kinds, violations
from graph.writer import Writer, find_data_base

GRAPHS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } }"


def import_quads(store: Store, path: Path) -> IngestReport:
    """Take in the articles and decisions of an `onus export --format nquads`, once all of it is checked.

    Each article comes in one atomic update, in place of what the store has of it; direct triples, actors
    and vocabulary are worked out anew. A new store takes the file's data base, any other must have it.
    Decisions come only into a store without any. Texts are not part of such a file: quotes cannot be
    verified until the articles themselves are ingested.

    Raises DataError for a file that does not parse, that holds anything but a claims store, or whose
    claims do not fit; nothing is changed then. Raises UsageError for another data base.
    """
    with tempfile.TemporaryDirectory() as folder, EmbeddedStore(Path(folder) / "store") as source:
        source.load(path)
        base = find_data_base(source)
        if base is None:
            raise DataError(f"{path}: no claims store: it tells no data base")
        reader = Writer(source)
        articles = reader.articles()
        _check_graphs(source, articles, path)
        for article in articles:
            _check_article(reader, article, path)
        known = find_data_base(store)
        if known not in (None, base):
            raise UsageError(f"{path}: its data base is {base}, the store's is {known}")
        initialise(store, base)
        _take_decisions(store, reader, path)
        return _take_articles(Writer(store), reader, articles)


def _check_graphs(source: Store, articles: list[NamedNode], path: Path) -> None:
    known = {*articles, DIRECT, ACTORS, DECISIONS, ONTOLOGY}
    for solution in source.select(GRAPHS):
        if solution["graph"] not in known:
            raise DataError(f"{path}: {solution['graph']} is no graph of a claims store")


def _check_article(reader: Writer, article: NamedNode, path: Path) -> None:
    triples = reader.graph(article)
    for problem in verify_article(triples, article, reader.base, None):
        raise DataError(f"{path}: {problem}")
    _, claims = read_article(triples)
    for claim in claims:
        if unknown := _unknown_term(claim):
            raise DataError(f"{path}: {article.value}: the vocabulary lacks {unknown!r}")


def _unknown_term(claim: Claim) -> str | None:
    if claim.relation not in relations():
        return claim.relation
    if isinstance(claim.object, str) and claim.object not in violations():
        return claim.object
    if claim.support_kind is not None and claim.support_kind not in support_kinds():
        return claim.support_kind
    return None


def _take_decisions(store: Store, reader: Writer, path: Path) -> None:
    target = Writer(store)
    if not reader.decisions.taken or reader.decisions == target.decisions:
        return
    if target.decisions.taken:
        raise DataError(f"{path}: its decisions are others than the store's, which cannot be told together")
    if target.articles():
        raise DataError(f"{path}: it brings decisions, which a store that has articles cannot take")
    store.replace_graph(DECISIONS, target.graph(DECISIONS) | {*decisions_triples(reader.decisions)})


def _take_articles(target: Writer, reader: Writer, articles: list[NamedNode]) -> IngestReport:
    report = IngestReport()
    for article in articles:
        record, claims = reader.read(article)
        if target.graph(article) == reader.graph(article):
            report.outcomes["unchanged"] += 1
            continue
        replaced = bool(target.stored_record(article))
        target.put(record, claims)
        report.outcomes["replaced" if replaced else "new"] += 1
        report.claims.update(claim.relation for claim in claims)
    return report
