"""`verify` and `validate` pass on what the program wrote, and name each thing that is not so."""

from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.deciding import correct_claim, merge_actors, review_claim
from graph.identity import default_actor
from graph.ingest import ingest
from graph.iris import ACTORS, DECISIONS, DEFAULT_BASE, DIRECT, article_iri, claim_iri
from graph.model import Article, Claim, Party
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder
from graph.validate import validate, validate_shapes
from graph.verify import verify

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
