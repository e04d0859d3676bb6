"""The N-Quads of one claims store into another."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

from pyoxigraph import NamedNode

import queries
from graph.changes import Triples
from graph.decisions import decisions_triples
from graph.errors import DataError, UsageError
from graph.ingest import IngestReport, initialise, store_facts
from graph.iris import DECISIONS, OWN_GRAPHS, article_iri
from graph.judgements import take_out_withheld
from graph.model import ArticleRecord, Claim
from graph.quads import find_fault
from graph.store import EmbeddedStore, Store
from graph.store.files import Progress
from graph.verify import verify_article
from graph.vocabulary import relations, support_kinds, violations
from graph.withholding import held_triples
from graph.writer import Writer, find_data_base

Watch = Callable[[str, int | None], AbstractContextManager[Progress]]
"""Told of each stage of long work, and of how much there is to do; gives what to call with what is done."""


def unwatched(_: str, __: int | None) -> AbstractContextManager[Progress]:
    """Nobody looks."""
    return nullcontext(lambda _: None)


def import_quads(store: Store, path: Path, *, watch: Watch = unwatched) -> IngestReport:
    """Take in the articles and decisions of an `onus export --format nquads`, once all of it is checked.

    A store on disk that holds no articles yet is made in bulk beside its place, and put there when it is
    whole and compact. Any other takes each article in one atomic update, in place of what it has of it.
    Either way direct triples, actors and vocabulary are worked out anew. A new store takes the file's
    data base, any other must have it. Decisions come only into a store without any. Texts are not part of
    such a file: quotes cannot be verified until the articles themselves are ingested. What is withheld comes
    out of the graph, where an earlier version had it.

    Raises DataError for a file that does not parse, that holds anything but a claims store, or whose
    claims do not fit; nothing is changed then. Raises UsageError for another data base.
    """
    with _workshop(store) as folder:
        with EmbeddedStore(folder / "store") as source:
            with watch("bytes loaded", path.stat().st_size) as advance:
                try:
                    source.load(path, progress=advance)
                except DataError as error:
                    raise DataError(f"{error}: no N-Quads, or not all that was exported") from None
            base = find_data_base(source)
            if base is None:
                raise DataError(f"{path}: no claims store, or not all of it: it tells no data base")
            known = find_data_base(store)
            if known not in (None, base):
                raise UsageError(f"{path}: its data base is {base}, the store's is {known}")
            _withhold(source, path)
            articles = _articles(source, path)
            if is_whole := _is_empty(store):
                report = _make(source, path, len(articles), watch)
            else:
                _check_all(source, path, len(articles), watch)
                initialise(store, base)
                _take_decisions(store, Writer(source), path)
                report = _take_articles(Writer(store), Writer(source), articles, watch)
        if is_whole:
            assert isinstance(store, EmbeddedStore)
            store.replace(folder / "store")
        return report


@contextmanager
def _workshop(store: Store) -> Iterator[Path]:
    """A folder for a store in the making, on the file system of the store where that has one."""
    if not isinstance(store, EmbeddedStore) or store.path is None:
        with tempfile.TemporaryDirectory() as elsewhere:
            yield Path(elsewhere)
        return
    folder = store.path.with_name(f"{store.path.name}-import")
    shutil.rmtree(folder, ignore_errors=True)  # of a run that was killed: one process has the store
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_empty(store: Store) -> bool:
    """Whether the store has a place on disk, and nothing in it that could be lost."""
    if not isinstance(store, EmbeddedStore) or store.path is None:
        return False
    if find_data_base(store) is None:
        return not store.ask(queries.text("store", "holds-anything"))
    writer = Writer(store)
    return not writer.articles() and not writer.decisions.taken


def _withhold(source: Store, path: Path) -> None:
    try:
        take_out_withheld(source)
        Writer(source).withhold()
    except DataError as error:
        raise DataError(f"{path}: {error}") from None


def _articles(source: Store, path: Path) -> list[NamedNode]:
    """The articles of the file. Raises DataError for a graph that is nobody's."""
    articles = Writer(source).articles()
    known = {*articles, *OWN_GRAPHS}
    for solution in source.select(queries.text("store", "graph-names")):
        if solution["graph"] not in known:
            raise DataError(f"{path}: {solution['graph']} is no graph of a claims store")
    return articles


def _make(source: EmbeddedStore, path: Path, articles: int, watch: Watch) -> IngestReport:
    """Make of a store that was loaded whole what its articles and decisions say."""
    writer = Writer(source)
    report = IngestReport()
    with watch("articles checked", articles) as advance:
        for article, triples in source.graphs():
            if article in OWN_GRAPHS:
                continue
            _, claims, right = _checked(triples, article, writer, path)
            if right != triples:
                source.replace_graph(article, right)
            report.outcomes["new"] += 1
            report.claims.update(claim.relation for claim in claims)
            advance(1)
    with watch("working out what follows", None):
        source.replace_graph(DECISIONS, [*store_facts(writer.base), *decisions_triples(writer.decisions)])
        initialise(source)
        writer.rebuild()
    with watch("compacting", None):
        source.optimize()
    return report


def _check_all(source: EmbeddedStore, path: Path, articles: int, watch: Watch) -> None:
    writer = Writer(source)
    with watch("articles checked", articles) as advance:
        for article, triples in source.graphs():
            if article not in OWN_GRAPHS:
                _checked(triples, article, writer, path)
                advance(1)


def _checked(
    triples: Triples, article: NamedNode, reader: Writer, path: Path
) -> tuple[ArticleRecord, list[Claim], Triples]:
    """What an article's graph says, and what it should hold. Raises DataError where it cannot be right."""
    try:
        record, claims = reader.read_graph(triples)
    except DataError as error:
        raise DataError(f"{path}: {article.value}: {error}") from None
    right = reader.project(record, claims)
    if reader.decisions.corrections(record.id) and (fault := find_fault(right)):
        raise DataError(f"{path}: {article.value}: {fault}")
    if right != triples or article != article_iri(reader.base, record.id):
        for problem in verify_article(triples, article, reader.base, None):
            raise DataError(f"{path}: {problem}")
    for claim in claims:
        if unknown := _unknown_term(claim):
            raise DataError(f"{path}: {article.value}: the vocabulary lacks {unknown!r}")
    return record, claims, right


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
    store.withheld.write(held_triples({}, reader.decisions))
    store.replace_graph(DECISIONS, target.graph(DECISIONS) | {*decisions_triples(reader.decisions)})


def _take_articles(target: Writer, reader: Writer, articles: list[NamedNode], watch: Watch) -> IngestReport:
    report = IngestReport()
    with watch("articles imported", len(articles)) as advance:
        for article in articles:
            record, claims = reader.read(article)
            if target.graph(article) == target.project(record, claims):
                report.outcomes["unchanged"] += 1
            else:
                replaced = bool(target.stored_record(article))
                target.put(record, claims)
                report.outcomes["replaced" if replaced else "new"] += 1
                report.claims.update(claim.relation for claim in claims)
            advance(1)
    return report
