"""`verify` and `validate` pass on what the program wrote, and name each thing that is not so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.deciding import correct_claim, keep_apart, merge_actors, review_claim, undo_decision
from graph.decisions import read_decisions
from graph.errors import DataError
from graph.identity import default_actor
from graph.ingest import ingest
from graph.iris import ACTORS, DECISIONS, DEFAULT_BASE, DIRECT, article_iri, claim_iri
from graph.model import Article, Claim, Party
from graph.quads import read_stored
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder
from graph.validate import validate, validate_shapes, validate_triples, validate_whole
from graph.verify import verify
from graph.writer import Writer

BASE = DEFAULT_BASE
BACKS = "State:Rwanda; supports; ArmedGroup:M23:March 23; asserts; reported; Person:Jo Doe"
DENIES = "GovernmentBody:Kigali; supports; ArmedGroup:M23; denies; reported; GovernmentBody:Kigali"
FIGHTS = "ArmedGroup:M23; opposes; State:DRC; asserts; reported"
ACCUSES = "ArmedGroup:M23; accusedOf; pillage; asserts; alleged; Source:witnesses"
ARTICLE = article_iri(BASE, "a1").value
WHO = {"author": "Ada", "reason": "read it again"}
PREFIXES = """PREFIX onus: <https://w3id.org/onus/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX actor: <https://w3id.org/onus/actor/>
"""


@pytest.fixture
def texts(tmp_path: Path) -> TextFolder:
    return TextFolder(tmp_path / "texts")


@pytest.fixture
def claim(write_article: Callable[..., Article], line_extractor: ModuleType) -> Claim:
    """The first claim of the first article."""
    first: Claim = next(line_extractor.extract(write_article("a1", BACKS)))
    return first


@pytest.fixture
def store(
    tmp_path: Path, texts: TextFolder, write_article: Callable[..., Article], line_extractor: ModuleType
) -> Iterator[Store]:
    articles = [
        write_article("a1", BACKS, DENIES, FIGHTS, title="A title", authors=("Ada",), published="2024-05"),
        write_article("https://news.example/2?x=é", BACKS, ACCUSES, publisher="The Example"),
        write_article("empty", "Nothing is claimed."),
    ]
    with EmbeddedStore(tmp_path / "store") as opened:
        ingest(opened, articles, texts, extractor=line_extractor.extract, extractor_name=line_extractor.NAME)
        yield opened


def test_what_the_program_wrote_passes(store: Store, texts: TextFolder, claim: Claim) -> None:
    iri = claim_iri(BASE, claim)
    correct_claim(store, iri, {"place": "Goma"}, texts, **WHO)
    review_claim(store, iri, "withheld", **WHO)
    m23, doe = Party(name="M23", kind="ArmedGroup"), Party(name="DRC", kind="State")
    merge_actors(store, default_actor(BASE, "", m23), default_actor(BASE, "", doe), **WHO)
    assert list(verify(store, texts)) == []
    assert list(validate(store)) == []


def test_one_byte_of_a_text_altered_is_told(store: Store, texts: TextFolder) -> None:
    digest = next(iter(texts))
    path = texts.path(digest)
    data = bytearray(path.read_bytes())
    data[3] ^= 1
    path.write_bytes(data)
    (problem,) = verify(store, texts)
    assert "changed since it was stored" in str(problem)


def test_a_text_gone_is_told(store: Store, texts: TextFolder) -> None:
    texts.remove(next(iter(texts)))
    (problem,) = verify(store, texts)
    assert "not there" in str(problem)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('onus:exact "{quote}"', 'onus:exact "{lie}"', ["quote does not stand", "IRI is not that"]),
        ("onus:end {end}", "onus:end {start}", ["quote does not stand"]),
        ("onus:start 0", "onus:start 1", ["quote does not stand"]),
        ("onus:stance onus:asserts", "onus:stance onus:denies", ["IRI is not that"]),
        ("rdf:subject actor:rwanda", "rdf:subject actor:france", ["which no mention does"]),
        ('onus:subjectName "Rwanda"', 'onus:subjectName "France"', ["which no mention does"]),
        ("rdf:predicate onus:supports", "rdf:predicate onus:leads", ["IRI is not that", "edge is not that"]),
        ("onus:status onus:reported", "onus:status onus:proven", ["'proven'"]),
    ],
)
def test_every_lie_about_a_claim_is_told(
    store: Store, texts: TextFolder, claim: Claim, old: str, new: str, told: list[str]
) -> None:
    quote = claim.quote.exact
    values = {"quote": quote, "lie": quote.replace("Rwanda", "Rwenda"), "start": 0, "end": claim.quote.end}
    iri = claim_iri(BASE, claim).value
    change = (
        f"DELETE {{ ?c {old} }} INSERT {{ ?c {new} }} WHERE {{ BIND(<{iri}> AS ?c) }}".replace(
            "{ ?c", f"{{ GRAPH <{ARTICLE}> {{ ?c"
        )
        .replace(" } INSERT", " } } INSERT")
        .replace(" } WHERE", " } } WHERE")
    )
    for name, value in values.items():
        change = change.replace(f"{{{name}}}", str(value))
    store.update(PREFIXES + change)
    problems = [str(problem) for problem in verify(store, texts)]
    for part in told:
        assert any(part in problem for problem in problems), problems
    assert all(ARTICLE in problem or iri in problem for problem in problems)


@pytest.mark.parametrize(
    "removed",
    [
        "onus:exact",
        "onus:start",
        "onus:edge",
        "rdf:subject",
        "onus:stance",
        "onus:extractor",
        "onus:subjectName",
    ],
)
def test_the_shapes_miss_what_a_claim_lacks(store: Store, claim: Claim, removed: str) -> None:
    iri = claim_iri(BASE, claim).value
    store.update(f"{PREFIXES} DELETE WHERE {{ GRAPH ?g {{ <{iri}> {removed} ?value }} }}")
    problems = list(validate_shapes(store))
    assert any(problem.node == iri and problem.article == ARTICLE for problem in problems)


def test_shapes_are_checked_by_many_processes_alike(store: Store, claim: Claim) -> None:
    store.update(
        f"{PREFIXES} DELETE WHERE {{ GRAPH ?g {{ <{claim_iri(BASE, claim).value}> onus:exact ?value }} }}"
    )
    assert list(validate_shapes(store, jobs=2)) == list(validate_shapes(store)) != []


@pytest.mark.parametrize(
    ("update", "told"),
    [
        (
            f"INSERT DATA {{ GRAPH <{DIRECT.value}> {{ actor:france onus:supports actor:mali }} }}",
            "no claim bears out",
        ),
        (f"DELETE WHERE {{ GRAPH <{DIRECT.value}> {{ ?s onus:opposes ?o }} }}", "missing"),
        (f"INSERT DATA {{ GRAPH <{ACTORS.value}> {{ actor:mali a onus:Actor , onus:State }} }}", "name"),
        (
            f"ADD <{ACTORS.value}> TO <{DECISIONS.value}>",
            "two graphs",
        ),
    ],
)
def test_what_only_the_whole_store_tells_is_told(store: Store, update: str, told: str) -> None:
    store.update(PREFIXES + update)
    problems = [str(problem).casefold() for problem in validate(store)]
    assert any(told in problem for problem in problems), problems


def altered(triples: frozenset[Triple]) -> Iterator[tuple[str, frozenset[Triple]]]:
    """The triples without each one, with another kind of value in its place, and with another beside it."""
    literal, iri = Literal("banana"), NamedNode("https://example.org/banana")
    for each in triples:
        one, other = (literal, iri) if isinstance(each.object, Literal) else (iri, literal)
        yield f"without {each}", triples - {each}
        strange = Triple(each.subject, each.predicate, other)
        yield f"{strange} for {each}", triples - {each} | {strange}
        second = Triple(each.subject, each.predicate, one)
        yield f"{second} beside {each}", triples | {second}


def test_what_cannot_be_read_does_not_pass(
    texts: TextFolder, write_article: Callable[..., Article], line_extractor: ModuleType
) -> None:
    article = write_article("a1", BACKS, title="A title", authors=("Ada",), published="2024-05")
    (claim,) = line_extractor.extract(article)
    with EmbeddedStore() as store:
        ingest(store, [article], texts, extractor=line_extractor.extract, extractor_name="lines/1")
        rwanda, m23 = (default_actor(BASE, "", party) for party in (claim.subject, claim.object))
        apart = keep_apart(store, rwanda, m23, **WHO)
        undo_decision(store, apart.iri(BASE), **WHO)
        review_claim(store, claim_iri(BASE, claim), "rejected", **WHO)
        changes = {"support_kind": "troops", "date": "2024", "deaths": "3", "former": "true"}
        correct_claim(store, claim_iri(BASE, claim), changes, texts, **WHO)
        graphs: list[tuple[NamedNode, Callable[[frozenset[Triple]], object]]] = [
            (article_iri(BASE, "a1"), read_stored),
            (DECISIONS, lambda triples: read_decisions(triples, BASE)),
        ]
        unread, passed = 0, []
        for name, read in graphs:
            whole = Writer(store).graph(name)
            assert read(whole)
            for how, triples in altered(whole):
                try:
                    read(triples)
                except DataError:
                    unread += 1
                    store.replace_graph(name, triples)
                    if not validate_triples(name.value, triples) and not list(validate_whole(store)):
                        passed.append(how)
            store.replace_graph(name, whole)
    assert passed == []
    assert unread > 100
