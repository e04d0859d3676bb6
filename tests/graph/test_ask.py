"""Asking with names, codes, dates and ids as people write them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat

from graph.ask import ask, bind_text, find_actor, find_query, prepare, read_term
from graph.errors import (
    AmbiguousActorError,
    ParameterError,
    UnknownActorError,
    UnknownArticleError,
    UnknownClaimError,
    UnknownQueryError,
    UnknownTermError,
)
from graph.finding import find_article, find_claim, find_violation
from graph.store import EmbeddedStore, Store

DATASET = Path(__file__).parent.parent / "queries" / "dataset.trig"
ACTORS = "https://w3id.org/onus/data/actors/"
PREFIXES = """PREFIX onus: <https://w3id.org/onus/>
PREFIX graph: <https://w3id.org/onus/graph/>
PREFIX actor: <https://w3id.org/onus/data/actors/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


@pytest.fixture
def store() -> Iterator[Store]:
    with EmbeddedStore() as opened:
        opened.load(DATASET, RdfFormat.TRIG)
        yield opened


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Vane Front", "front"),
        ("  vane   FRONT ", "front"),
        ("the Vane Front", "front"),
        ("VF", "front"),
        ("vane", "vane"),
        ("Osric Váne", "vane"),
        (ACTORS + "oros", "oros"),
    ],
)
def test_an_actor_is_found_by_name_alias_and_iri(store: Store, text: str, actor: str) -> None:
    assert find_actor(store, text) == NamedNode(ACTORS + actor)


@pytest.mark.parametrize("text", ["Rwanda", "republic of rwanda", "https://w3id.org/onus/actor/rwanda"])
def test_a_reference_actor_is_known_though_unused(store: Store, text: str) -> None:
    assert find_actor(store, text) == NamedNode("https://w3id.org/onus/actor/rwanda")


def test_a_preferred_name_comes_before_an_alias(store: Store) -> None:
    store.update(
        PREFIXES + "INSERT DATA { GRAPH graph:actors { actor:x a onus:Actor , onus:ArmedGroup ; "
        "skos:prefLabel 'Second Front' ; skos:altLabel 'Vane Front' , 'VF' } }"
    )
    assert find_actor(store, "Vane Front") == NamedNode(ACTORS + "front")
    with pytest.raises(AmbiguousActorError) as raised:
        find_actor(store, "VF")
    assert str(raised.value) == (
        "2 actors are known as 'VF': Second Front (ArmedGroup, https://w3id.org/onus/data/actors/x); "
        "Vane Front (ArmedGroup, https://w3id.org/onus/data/actors/front); give an IRI"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Vane Frnt", "no actor is known as 'Vane Frnt'; did you mean Vane Front?"),
        ("Osric V.", "no actor is known as 'Osric V.'; did you mean Osric Vane?"),
        ("Kigali", "no actor is known as 'Kigali'; did you mean Rwanda?"),
        ("Moll", "no actor is known as 'Moll'; did you mean Iven Moll?"),
        ("Zzyzx", "no actor is known as 'Zzyzx'"),
        (ACTORS + "zzyzx", f"no actor {ACTORS}zzyzx is known"),
    ],
)
def test_an_unknown_actor_brings_near_names(store: Store, text: str, message: str) -> None:
    with pytest.raises(UnknownActorError) as raised:
        find_actor(store, text)
    assert str(raised.value) == message


@pytest.mark.parametrize(
    "text",
    ["warCrimes", "war crimes", "War Crime", "warcrimes", "https://w3id.org/onus/violation/warCrimes"],
)
def test_a_violation_is_found_by_code_label_and_iri(text: str) -> None:
    assert find_violation(text) == NamedNode("https://w3id.org/onus/violation/warCrimes")


def test_an_unknown_violation_brings_near_codes() -> None:
    with pytest.raises(UnknownTermError, match="no violation code 'tortur'; did you mean torture"):
        find_violation("tortur")


def test_articles_and_claims_are_found_by_id_and_iri(store: Store) -> None:
    article = NamedNode("https://w3id.org/onus/data/articles/lantern-1")
    claim = NamedNode("https://w3id.org/onus/data/claims/c1")
    assert find_article(store, "lantern-1") == find_article(store, article.value) == article
    assert find_claim(store, "c1") == find_claim(store, claim.value) == claim
    for text in ("nowhere", "https://w3id.org/onus/data/articles/nowhere", claim.value):
        with pytest.raises(UnknownArticleError, match="is stored"):
            find_article(store, text)
    for text in ("nowhere", "c99", article.value):
        with pytest.raises(UnknownClaimError, match="is stored"):
            find_claim(store, text)


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [
        ("supporters-of", {}, "'actor' is missing"),
        ("supporters-of", {"acter": "x"}, "no parameter 'acter' .it has: actor, limit."),
        ("supporters-of", {"actor": ["Oros", "Tarsk"]}, "'actor' takes one value, not 2"),
        ("supporters-of", {"actor": "Oros", "limit": "many"}, "'limit' is a whole number, not 'many'"),
        ("supporters-of", {"actor": "Oros", "limit": "-1"}, "'limit' is a whole number"),
        ("timeline", {"from": "last week"}, "'from' is a date like 2019-09-18, 2019-09 or 2019"),
        ("timeline", {"until": "2019-13"}, "'until' is a date"),
        ("supporters-of", {"actor": "http://not an iri"}, "not an IRI"),
    ],
)
def test_a_wrong_parameter_is_named(
    store: Store, name: str, given: dict[str, str | list[str]], message: str
) -> None:
    with pytest.raises(ParameterError, match=message):
        ask(store, name, given)


def test_choices_are_listed(store: Store) -> None:
    with pytest.raises(UnknownTermError, match=r"'relations' is one of .*, not 'hates'"):
        ask(store, "timeline", {"relations": "hates"})
    with pytest.raises(UnknownTermError, match="'stances' is one of asserts, denies, not 'doubts'"):
        ask(store, "claims", {"stances": ["asserts", "doubts"]})
    label = ask(store, "claims", {"relations": ["Member of", "https://w3id.org/onus/leads"]})
    assert len(label) == 2


def test_an_unknown_query_brings_near_names() -> None:
    with pytest.raises(UnknownQueryError, match="no query 'suporters'; did you mean supporters-of"):
        find_query("suporters")


def test_a_prepared_query_gives_the_same_answer(store: Store) -> None:
    given = {"actor": "Vane Front"}
    assert store.select(prepare(store, "supporters-of", given)) == ask(store, "supporters-of", given)


def test_parameters_of_ones_own_query() -> None:
    query = "SELECT ?s { ?s $relation $whom ; ?p $text FILTER(?s IN ($some)) } LIMIT $limit"
    given = {
        "relation": "onus:supports",
        "whom": ACTORS + "x",
        "text": "it's",
        "some": ["urn:a:b", "c"],
        "limit": "5",
    }
    assert bind_text(query, given) == (
        f'SELECT ?s {{ ?s  <https://w3id.org/onus/supports>   <{ACTORS}x>  ; ?p  "it\'s"  '
        'FILTER(?s IN ( <urn:a:b>, "c" )) } LIMIT  5 '
    )
    with pytest.raises(ParameterError, match="'limit' is missing"):
        bind_text("SELECT ?s { ?s ?p ?o } LIMIT $limit", {})


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("-12", Literal(-12)),
        ("12th", Literal("12th")),
        ("onus:violation/torture", NamedNode("https://w3id.org/onus/violation/torture")),
        ("onus: what", Literal("onus: what")),
        ('" } DROP ALL #', Literal('" } DROP ALL #')),
    ],
)
def test_text_stands_for_a_term(text: str, term: NamedNode | Literal) -> None:
    assert read_term(text) == term
