import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import NamedNode

from graph.errors import (
    StoreError,
    UnknownArticleError,
    UsageError,
)
from graph.extraction import Extractor
from graph.ingest import IngestReport, ingest, initialise, rebuild, withdraw
from graph.iris import ACTORS, DEFAULT_BASE, DIRECT, article_iri
from graph.model import Article
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder

BACKS = "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe"
DENIES = "GovernmentBody:Kigali; supports; ArmedGroup:M23; denies; reported; GovernmentBody:Kigali"
FIGHTS = "ArmedGroup:M23; opposes; ArmedGroup:Congolese army; asserts; reported"
FIGHTS_BACK = "ArmedGroup:Congolese army; opposes; ArmedGroup:M23; asserts; reported"
ACCUSES = "ArmedGroup:M23; accusedOf; unlawfulKilling; asserts; alleged; Source:witnesses"
CLEARS = "ArmedGroup:M23; accusedOf; pillage; asserts; acquitted; Court:Supreme Court"
ACTOR = "https://w3id.org/onus/actor/"
ONUS = "https://w3id.org/onus/"

Write = Callable[..., Article]
Dump = Callable[[Store], list[str]]
Run = Callable[..., IngestReport]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with EmbeddedStore(tmp_path / "store") as opened:
        yield opened


@pytest.fixture
def texts(tmp_path: Path) -> TextFolder:
    return TextFolder(tmp_path / "texts")


@pytest.fixture
def run(store: Store, texts: TextFolder, line_extractor: ModuleType) -> Run:
    def take_in(*articles: Article, extractor: Extractor | None = None, **options: object) -> IngestReport:
        options = {"extractor_name": line_extractor.NAME} | options
        return ingest(store, articles, texts, extractor=extractor or line_extractor.extract, **options)  # type: ignore[arg-type]

    return take_in


def graph(store: Store, name: NamedNode) -> set[tuple[str, str, str]]:
    query = f"SELECT ?s ?p ?o {{ GRAPH <{name.value}> {{ ?s ?p ?o }} }}"
    return {tuple(str(term.value) for term in solution.values()) for solution in store.select(query)}  # type: ignore[union-attr, misc]


def direct(store: Store) -> set[tuple[str, str, str]]:
    def name(iri: str) -> str:
        return re.sub(r"-[0-9a-f]{12}$", "", iri.rsplit("/", 1)[-1])

    return {
        (name(subject), name(predicate), name(target)) for subject, predicate, target in graph(store, DIRECT)
    }


def test_asserting_claims_bear_out_direct_triples(store: Store, run: Run, write_article: Write) -> None:
    run(write_article("a1", BACKS, FIGHTS, ACCUSES, CLEARS), write_article("a2", DENIES))
    assert direct(store) == {
        ("rwanda", "supports", "m23"),
        ("m23", "opposes", "democratic-republic-of-the-congo-army"),
        ("democratic-republic-of-the-congo-army", "opposes", "m23"),
        ("m23", "accusedOf", "unlawfulKilling"),
    }


def test_a_denial_alone_bears_nothing_out(store: Store, run: Run, write_article: Write) -> None:
    run(write_article("a2", DENIES))
    assert direct(store) == set()


def test_the_union_answers_the_simplest_query_once(store: Store, run: Run, write_article: Write) -> None:
    run(write_article("a1", BACKS, ACCUSES), write_article("a2", BACKS, ACCUSES), write_article("a3", BACKS))
    query = f"SELECT ?who ?what {{ ?backer <{ONUS}supports> ?who . ?who <{ONUS}accusedOf> ?what }}"
    assert len(store.select(query)) == 1


def test_actors_have_names_and_kinds_and_sources_are_none(
    store: Store, run: Run, write_article: Write
) -> None:
    run(write_article("a1", BACKS.replace("Jo Doe", "Jo Doe:Doe"), ACCUSES), write_article("a2", DENIES))
    named = {(name, label) for name, predicate, label in graph(store, ACTORS) if predicate.endswith("Label")}
    assert {label for _, label in named} >= {"Rwanda", "Republic of Rwanda", "M23", "Jo Doe", "Doe"}
    assert "witnesses" not in {label for _, label in named}
    assert "Kigali" not in {label for _, label in named}
    assert (ACTOR + "rwanda", ONUS + "capital", "Kigali") in graph(store, ACTORS)


def test_a_second_run_changes_nothing_and_reads_nothing_again(
    store: Store, run: Run, write_article: Write, dump: Dump
) -> None:
    articles = [
        write_article("a1", BACKS, ACCUSES, retrieved=datetime(2026, 1, 1, tzinfo=UTC)),
        write_article("a2", "Nothing is claimed here."),
    ]
    first = run(*articles)
    before = dump(store)

    def never(article: Article) -> Iterator[object]:
        raise AssertionError(article)

    fetched_later = write_article("a1", BACKS, ACCUSES, retrieved=datetime(2026, 2, 1, tzinfo=UTC))
    second = run(fetched_later, articles[1], extractor=never)
    assert first.outcomes == Counter(new=2)
    assert first.claims == Counter(supports=1, accusedOf=1)
    assert second.outcomes == Counter(unchanged=2)
    assert not second.claims
    assert dump(store) == before


def test_a_changed_article_takes_the_place_of_the_old(
    store: Store, texts: TextFolder, run: Run, write_article: Write, dump: Dump, line_extractor: ModuleType
) -> None:
    run(write_article("a1", BACKS, ACCUSES), write_article("a2", ACCUSES))
    changed = write_article("a1", FIGHTS)
    assert run(changed).outcomes == Counter(replaced=1)
    assert set(texts) == {changed.text_sha256, write_article("a2", ACCUSES).text_sha256}
    replaced = dump(store)
    with EmbeddedStore() as fresh:
        articles = [changed, write_article("a2", ACCUSES)]
        ingest(fresh, articles, texts, extractor=line_extractor.extract, extractor_name="lines/1")
        assert dump(fresh) == replaced


def test_a_newer_extractor_reads_again(run: Run, write_article: Write) -> None:
    article = write_article("a1", BACKS)
    run(article)
    assert run(article, extractor_name="lines/2").outcomes == Counter(replaced=1)
    assert run(article, extractor_name="lines/2").outcomes == Counter(unchanged=1)


def test_withdrawing_removes_exactly_the_articles_own(
    store: Store, texts: TextFolder, run: Run, write_article: Write, dump: Dump
) -> None:
    initialise(store)
    states = [dump(store)]
    articles = [
        write_article("a1", BACKS, FIGHTS),
        write_article("a2", BACKS, FIGHTS_BACK, DENIES),
        write_article("a3", ACCUSES, CLEARS),
    ]
    for article in articles:
        run(article)
        states.append(dump(store))
    for article in reversed(articles):
        assert dump(store) == states.pop()
        withdraw(store, article.id, texts)
        assert article.text_sha256 not in texts
    assert dump(store) == states.pop()
    with pytest.raises(UnknownArticleError, match="a1"):
        withdraw(store, article_iri(DEFAULT_BASE, "a1").value, texts)


def test_a_shared_text_stays_until_its_last_article_goes(
    store: Store, texts: TextFolder, run: Run, write_article: Write
) -> None:
    first, second = write_article("a1", BACKS), write_article("a2", BACKS)
    run(first, second)
    withdraw(store, "a1", texts)
    assert texts.read(second.text_sha256) == second.text
    withdraw(store, "a2", texts)
    assert list(texts) == []


def test_the_second_of_two_articles_of_one_id_is_skipped(
    store: Store, run: Run, write_article: Write
) -> None:
    report = run(
        write_article("a1", BACKS, place="x/a1.txt"),
        write_article("a1", FIGHTS, place="y/a1.txt"),
        write_article("a2", ACCUSES),
    )
    assert report.outcomes == Counter(new=2, skipped=1)
    assert report.skipped == ["y/a1.txt: its id 'a1' is that of x/a1.txt"]
    assert ("rwanda", "supports", "m23") in direct(store)
    assert run(write_article("a1", BACKS), write_article("a1", BACKS)).outcomes == Counter(unchanged=2)


def test_what_cannot_be_read_is_skipped_with_the_reason(store: Store, run: Run, write_article: Write) -> None:
    unknown = BACKS.replace("supports", "adores")
    report = run(write_article("fr", "Bonjour"), write_article("a1", unknown), write_article("a2", BACKS))
    assert report.outcomes == Counter(new=1, skipped=2)
    assert report.skipped[0] == "fr: in French, which is not read"
    assert "adores" in report.skipped[1]
    assert not graph(store, article_iri(DEFAULT_BASE, "a1"))


def test_many_processes_give_the_same_store(
    store: Store, run: Run, write_article: Write, dump: Dump, tmp_path: Path, line_extractor: ModuleType
) -> None:
    articles = [write_article(f"a{n}", BACKS, ACCUSES if n % 2 else FIGHTS) for n in range(30)]
    articles.insert(7, write_article("fr", "Bonjour"))
    assert run(*articles, jobs=2).outcomes == Counter(new=30, skipped=1)
    with EmbeddedStore() as alone:
        ingest(
            alone,
            articles,
            TextFolder(tmp_path / "t"),
            extractor=line_extractor.extract,
            extractor_name="lines/1",
        )
        assert dump(alone) == dump(store)


def test_the_data_base_is_fixed_when_the_store_is_made(store: Store, run: Run, write_article: Write) -> None:
    base = "https://claims.example.org/"
    assert initialise(store, base) == base
    assert initialise(store) == base
    with pytest.raises(UsageError, match="stays so"):
        initialise(store, "https://other.example.org/")
    run(write_article("a1", BACKS))
    assert graph(store, article_iri(base, "a1"))


@pytest.mark.parametrize("base", ["claims", "https://x.org/a b/", "https://example.org", "urn:x:/"])
def test_not_every_text_is_a_data_base(store: Store, base: str) -> None:
    with pytest.raises(UsageError):
        initialise(store, base)


def test_other_data_is_left_alone(store: Store) -> None:
    store.update("INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> <urn:o> } }")
    with pytest.raises(StoreError, match="other data"):
        initialise(store)


def test_an_older_vocabulary_is_renewed(store: Store, dump: Dump) -> None:
    initialise(store)
    right = dump(store)
    store.update(f"DELETE WHERE {{ GRAPH <{ONUS}graph/ontology> {{ <{ONUS}supports> ?p ?o }} }}")
    initialise(store)
    assert dump(store) == right


def test_rebuilding_mends_what_claims_do_not_bear_out(
    store: Store, run: Run, write_article: Write, dump: Dump
) -> None:
    run(write_article("a1", BACKS, FIGHTS, ACCUSES))
    right = dump(store)
    assert rebuild(store) == 0
    store.update(
        f"INSERT DATA {{ GRAPH <{DIRECT.value}> {{ <{ACTOR}france> <{ONUS}supports> <{ACTOR}mali> }} }}"
    )
    store.update(f"DELETE WHERE {{ GRAPH <{ACTORS.value}> {{ <{ACTOR}rwanda> ?p ?o }} }}")
    assert rebuild(store) > 1
    assert dump(store) == right


def test_a_full_disk_is_one_clear_error_and_leaves_no_half(
    store: Store, run: Run, write_article: Write, tmp_path: Path
) -> None:
    (tmp_path / "texts").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match="cannot be written"):
        run(write_article("a1", BACKS))
    assert not graph(store, article_iri(DEFAULT_BASE, "a1"))


def test_no_triple_stands_in_two_graphs(store: Store, run: Run, write_article: Write) -> None:
    run(
        write_article("a1", BACKS, DENIES, FIGHTS, ACCUSES),
        write_article("a2", BACKS, DENIES, FIGHTS, ACCUSES),
    )
    twice = "ASK { GRAPH ?one { ?s ?p ?o } GRAPH ?other { ?s ?p ?o } FILTER (?one != ?other) }"
    assert not store.ask(twice)
