"""Articles into a claims store: created, filled, emptied and rebuilt here.

One process writes. Where there are many articles, others read them; what they read comes back in order,
so that a run gives the same store however many there are.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

import ontology
import queries
from graph.errors import (
    ArticleError,
    DuplicateArticleError,
    ExtractionError,
    GroundingError,
    OnusError,
    StoreError,
    UsageError,
)
from graph.extraction import Extractor, extract_claims
from graph.iris import DECISIONS, DEFAULT_BASE, EDGES, ONTOLOGY, article_iri, vocabulary
from graph.judgements import take_out_withheld, tells_withheld
from graph.model import Article, Claim
from graph.sparql import bind
from graph.store import Store
from graph.stored import triples_of
from graph.terms import ANY_URI
from graph.texts import TextFolder
from graph.writer import Writer, find_data_base

Outcome = OneOf["new", "replaced", "unchanged", "skipped"]

SCHEMA_FILES = ("onus.ttl", "violations.ttl", "support_kinds.ttl")
"""What `graph/ontology` holds; reference actors come into `graph/actors` as articles name them."""

STORE = vocabulary("store")
LAYOUT = Triple(STORE, vocabulary("layout"), Literal(5))
"""Told of a store that has all graphs that this version reads; see onus:layout in the vocabulary."""

WAITING_PER_JOB = 4  # articles read ahead of the writer
LEAST_IN_COMMON = 0.1  # of the runs of three words of two states of an article; two articles share fewer


@dataclass(slots=True)
class IngestReport:
    """What became of a run's articles, and how many claims by relation the new and replaced ones make.

    `skipped` holds for each article that was not taken in where it is, or its id, and why.
    """

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    claims: Counter[str] = field(default_factory=Counter)
    skipped: list[str] = field(default_factory=list)

    def skip(self, error: OnusError) -> None:
        """Count an article that cannot be taken in; also for those that could not even be read."""
        self.outcomes["skipped"] += 1
        self.skipped.append(str(error))


def initialise(store: Store, base: str | None = None) -> str:
    """Make an empty store a claims store, or renew the vocabulary of one that is; its data base.

    `base` is the IRI under which its articles, claims and actors stand: absolute, http or https, ending
    in "/"; None means the store's own, and for a new one the usual one. It is fixed from then on. Raises
    UsageError for another base than the store's, or none that can serve, and StoreError for a store with
    other data in it.
    """
    known = find_data_base(store)
    if known is None:
        known = base or DEFAULT_BASE
        _check_base(known)
        if store.ask(queries.text("store", "holds-anything")):
            raise StoreError("the store holds other data: claims need a store of their own")
        store.replace_graph(DECISIONS, store_facts(known))
    elif base is not None and base != known:
        raise UsageError(f"the store's data base is {known}, and stays so; it cannot become {base}")
    schema = _schema()
    if triples_of(store, ONTOLOGY) != schema:
        store.replace_graph(ONTOLOGY, schema)
    bring_up_to_date(store)
    return known


def store_facts(base: str) -> list[Triple]:
    """What a claims store says of itself."""
    return [Triple(STORE, vocabulary("dataBase"), Literal(base, datatype=ANY_URI)), LAYOUT]


def is_up_to_date(store: Store) -> bool:
    """Whether the store has all that this version reads; one without claims has."""
    asked = bind(queries.text("store", "has-layout"), {"layout": LAYOUT.object})
    return (store.ask(asked) and not tells_withheld(store)) or find_data_base(store) is None


def bring_up_to_date(store: Store) -> None:
    """Give a claims store of an earlier version what this one reads.

    Stopped on its way, it begins anew the next time.
    """
    if find_data_base(store) is not None:
        take_out_withheld(store)
    if not is_up_to_date(store):
        store.remove_graph(EDGES)
        rebuild(store)


def ingest(
    store: Store,
    articles: Iterable[Article],
    texts: TextFolder,
    *,
    extractor: Extractor | None = None,
    extractor_name: str | None = None,
    jobs: int = 1,
    replace: bool = True,
    report: IngestReport | None = None,
    on_article: Callable[[Article, Outcome], None] | None = None,
) -> IngestReport:
    """Take articles in, each in one atomic update, and say what became of them.

    An article that the store has, with that text and metadata and read by that extractor, is left as it
    is; one that has changed takes the place of the old. One in a language that is not read, or whose
    claims its text does not bear out, is skipped, and so is the second of two that have one id in a run.
    A run that was stopped anywhere is completed by running it again. The store is made a claims store where
    it is none yet.

    `extractor` defaults to the project's own; another needs a name, "name/version". It runs in `jobs`
    processes (and must then be a module's function); 1 reads in this one. Without `replace`, an article whose
    text has next to nothing in common with what is stored under its id is skipped too. `report` is added to
    where it is given; `on_article` is told of each article when it is done with.

    Raises StoreError; what was taken in before stays.
    """
    initialise(store)
    writer = Writer(store)
    report = report or IngestReport()
    name = extractor_name or _extractor_name(extractor)

    def changed() -> Iterator[Article]:
        seen: dict[NamedNode, tuple[str, str]] = {}
        for article in articles:
            iri = article_iri(writer.base, article.id)
            repeated, place = iri in seen, article.place or article.id
            original, first = seen.setdefault(iri, (article.original_sha256, place))
            if original != article.original_sha256:
                skip(article, DuplicateArticleError(f"{place}: its id {article.id!r} is that of {first}"))
            elif repeated or writer.is_up_to_date(article.record(name)):
                texts.write(article.text)
                done(article, "unchanged")
            elif not replace and _is_another(article, writer.stored_text(iri), texts):
                told = f"{place}: the graph has another article of the id {article.id!r}"
                skip(article, DuplicateArticleError(f"{told}: rename this one, or give --replace"))
            else:
                yield article

    def done(article: Article, outcome: Outcome) -> None:
        report.outcomes[outcome] += 1
        if on_article:
            on_article(article, outcome)

    def skip(article: Article, error: OnusError) -> None:
        report.skipped.append(str(error))
        done(article, "skipped")

    for article, claims in _extracted(changed(), extractor, jobs):
        if isinstance(claims, OnusError):
            skip(article, claims)
            continue
        replaced = writer.stored_text(article_iri(writer.base, article.id))
        texts.write(article.text)
        writer.put(article.record(name), claims)
        _forget_text(writer, texts, replaced)
        report.claims.update(claim.relation for claim in claims)
        done(article, "new" if replaced is None else "replaced")
    return report


def withdraw(store: Store, article: str, texts: TextFolder) -> None:
    """Remove an article, by id or IRI, with all that rests on it alone, and its text unless shared.

    Raises UnknownArticleError.
    """
    writer = Writer(store)
    iri = (
        NamedNode(article)
        if article.startswith(writer.base + "articles/")
        else article_iri(writer.base, article)
    )
    text = writer.stored_text(iri)
    writer.remove(iri)
    _forget_text(writer, texts, text)


def rebuild(store: Store) -> int:
    """Make direct triples, edges and actors what articles and decisions say; how many triples that changed.

    Nothing changes in a store that was only written to by this program. Stopped on its way, it is begun
    anew by whoever opens the store next.
    """
    pattern = f"GRAPH {DECISIONS} {{ {STORE} {LAYOUT.predicate} "
    store.update(f"DELETE WHERE {{ {pattern} ?layout }} }}")
    changed = Writer(store).rebuild()
    store.update(f"INSERT DATA {{ {pattern} {LAYOUT.object} }} }}")
    return changed


def _is_another(article: Article, stored: str | None, texts: TextFolder) -> bool:
    """Whether a stored text, where it is kept, and the article's are no two states of one."""
    if stored is None or stored not in texts:
        return False
    one, other = (_runs(text) for text in (article.text, texts.read(stored)))
    return len(one & other) < LEAST_IN_COMMON * min(len(one), len(other))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Every three words that follow each other."""
    words = re.findall(r"\w+", text.casefold())
    return set(zip(words, words[1:], words[2:], strict=False))


def _forget_text(writer: Writer, texts: TextFolder, digest: str | None) -> None:
    if digest is not None and not writer.is_used(digest):
        texts.remove(digest)


Extracted = tuple[Article, list[Claim] | OnusError]


def _extracted(articles: Iterable[Article], extractor: Extractor | None, jobs: int) -> Iterator[Extracted]:
    """Each article with its claims, or with why it has none, in the order they came."""
    if jobs <= 1:
        for article in articles:
            yield article, _extract(article, extractor)
        return
    waiting: deque[tuple[Article, Future[list[Claim] | OnusError]]] = deque()
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        try:
            for article in articles:
                waiting.append((article, pool.submit(_extract, article, extractor)))
                if len(waiting) >= jobs * WAITING_PER_JOB:
                    first, claims = waiting.popleft()
                    yield first, claims.result()
            while waiting:
                first, claims = waiting.popleft()
                yield first, claims.result()
        except BrokenProcessPool:
            raise ExtractionError("a process that reads articles died (out of memory?)") from None
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _extract(article: Article, extractor: Extractor | None) -> list[Claim] | OnusError:
    try:
        return extract_claims(article, extractor)
    except (ArticleError, GroundingError) as error:
        message = str(error)
        return type(error)(message if article.id in message else f"{article.id}: {message}")


def _extractor_name(extractor: Extractor | None) -> str:
    if extractor is None:
        from graph.extraction.assembly import EXTRACTOR  # loads the language pipeline: only when it reads

        return EXTRACTOR
    raise UsageError("an extractor of one's own needs a name, such as 'rules/1'")


def _schema() -> frozenset[Triple]:
    return frozenset(
        quad.triple
        for name in SCHEMA_FILES
        for quad in parse(path=str(ontology.path(name)), format=RdfFormat.TURTLE)
    )


def _check_base(base: str) -> None:
    try:
        NamedNode(base)
    except ValueError:
        raise UsageError(f"not an IRI: {base[:200]!r}") from None
    if not base.startswith(("http://", "https://")) or not base.endswith("/"):
        raise UsageError(f'a data base is an http or https IRI that ends in "/", not {base[:200]!r}')
