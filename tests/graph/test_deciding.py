import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType

import pytest
from pyoxigraph import NamedNode

from graph.deciding import (
    correct_claim,
    keep_apart,
    merge_actors,
    read_decisions_of,
    review_claim,
    undo_decision,
)
from graph.errors import (
    GroundingError,
    IdentityError,
    UnknownActorError,
    UnknownClaimError,
    UnknownDecisionError,
    UsageError,
)
from graph.identity import default_actor
from graph.ingest import ingest, withdraw
from graph.iris import DECISIONS, DEFAULT_BASE, DIRECT, article_iri, claim_iri, decision_iri, mention_iri
from graph.model import ActorKind, Article, Claim, Party
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder

BASE = DEFAULT_BASE
BACKS = "State:Rwanda; supports; ArmedGroup:M23; asserts; reported; Person:Jo Doe"
HASSAN = "Person:Hassan; leads; ArmedGroup:M23; asserts; reported"
HASSAN_DOE = "Person:Hassan Doe; leads; ArmedGroup:March 23 Movement; asserts; reported"
MET = "Person:Hassan Doe; metWith; Person:Jo Doe; asserts; reported; Source:witnesses"
RWANDA = NamedNode("https://w3id.org/onus/actor/rwanda")
WHO = {"author": "Ada", "reason": "read it again"}

Dump = Callable[[Store], list[str]]


@pytest.fixture
def texts(tmp_path: Path) -> TextFolder:
    return TextFolder(tmp_path / "texts")


@pytest.fixture
def articles(write_article: Callable[..., Article]) -> list[Article]:
    return [
        write_article("a1", BACKS, HASSAN),
        write_article("a2", BACKS, HASSAN_DOE, MET),
        write_article("a3", HASSAN_DOE),
    ]


@pytest.fixture
def store(
    tmp_path: Path, texts: TextFolder, articles: list[Article], line_extractor: ModuleType
) -> Iterator[Store]:
    with EmbeddedStore(tmp_path / "store") as opened:
        ingest(opened, articles, texts, extractor=line_extractor.extract, extractor_name="lines/1")
        yield opened


@pytest.fixture
def claims(articles: list[Article], line_extractor: ModuleType) -> dict[str, list[Claim]]:
    return {article.id: list(line_extractor.extract(article)) for article in articles}


def actor(name: str, kind: ActorKind, article: str = "") -> NamedNode:
    return default_actor(BASE, article, Party(name=name, kind=kind))


def direct(store: Store) -> set[tuple[str, str, str]]:
    def name(term: object) -> str:
        assert isinstance(term, NamedNode)
        return re.sub(r"-[0-9a-f]{12}$", "", term.value.rsplit("/", 1)[-1])

    query = f"SELECT ?s ?p ?o {{ GRAPH <{DIRECT.value}> {{ ?s ?p ?o }} }}"
    return {(name(one["s"]), name(one["p"]), name(one["o"])) for one in store.select(query)}


def without_decisions(lines: list[str]) -> list[str]:
    return [line for line in lines if not line.endswith(f"<{DECISIONS.value}> .")]


@pytest.mark.parametrize("state", ["rejected", "withheld"])
def test_a_triple_goes_with_its_last_unrejected_claim(
    store: Store, claims: dict[str, list[Claim]], dump: Dump, state: str
) -> None:
    before = dump(store)
    reviews = [
        review_claim(store, claim_iri(BASE, claims[article][0]), state, **WHO)  # type: ignore[arg-type]
        for article in ("a1", "a2")
        if (article == "a1" or ("rwanda", "supports", "m23") in direct(store))
    ]
    assert len(reviews) == 2
    assert ("rwanda", "supports", "m23") not in direct(store)
    for review in reviews:
        undo_decision(store, review.iri(BASE), **WHO)
        assert ("rwanda", "supports", "m23") in direct(store)
    assert without_decisions(dump(store)) == without_decisions(before)


def test_a_later_acceptance_takes_a_rejections_place(store: Store, claims: dict[str, list[Claim]]) -> None:
    led = claim_iri(BASE, claims["a1"][1])
    review_claim(store, led, "rejected", **WHO)
    assert ("hassan", "leads", "m23") not in direct(store)
    accepted = review_claim(store, led, "accepted", **WHO)
    assert ("hassan", "leads", "m23") in direct(store)
    undo_decision(store, accepted.iri(BASE), **WHO)
    assert ("hassan", "leads", "m23") not in direct(store)


def test_a_rejection_outlives_reingesting(
    store: Store,
    texts: TextFolder,
    claims: dict[str, list[Claim]],
    articles: list[Article],
    line_extractor: ModuleType,
) -> None:
    review_claim(store, claim_iri(BASE, claims["a1"][1]), "rejected", **WHO)
    ingest(store, articles, texts, extractor=line_extractor.extract, extractor_name="lines/2")
    assert ("hassan", "leads", "m23") not in direct(store)


def test_a_correction_bears_out_its_own_triple_until_undone(
    store: Store, texts: TextFolder, claims: dict[str, list[Claim]], dump: Dump
) -> None:
    before = dump(store)
    wrong = claims["a1"][1]
    right = Claim(
        article="a1",
        subject=wrong.subject,
        relation="memberOf",
        object=wrong.object,
        stance="asserts",
        status="reported",
        quote=wrong.quote,
        extractor="by hand",
    )
    decision = correct_claim(store, claim_iri(BASE, wrong), right, texts, **WHO)
    assert ("hassan", "memberOf", "m23") in direct(store)
    assert ("hassan", "leads", "m23") not in direct(store)
    assert read_decisions_of(store).taken == (decision,)
    undo_decision(store, decision.iri(BASE), **WHO)
    assert without_decisions(dump(store)) == without_decisions(before)


def test_a_correction_must_stand_in_the_text(
    store: Store, texts: TextFolder, claims: dict[str, list[Claim]], dump: Dump
) -> None:
    before = dump(store)
    wrong = claims["a1"][1]
    nobody = Claim(
        article="a1",
        subject=Party(name="Somebody Else", kind="Person"),
        relation="leads",
        object=wrong.object,
        stance="asserts",
        status="reported",
        quote=wrong.quote,
        extractor="by hand",
    )
    with pytest.raises(GroundingError, match="Somebody Else"):
        correct_claim(store, claim_iri(BASE, wrong), nobody, texts, **WHO)
    assert dump(store) == before


def test_a_merge_moves_claims_names_and_triples_and_undoing_moves_them_back(store: Store, dump: Dump) -> None:
    before = dump(store)
    m23, movement = actor("M23", "ArmedGroup"), actor("March 23 Movement", "ArmedGroup")
    local = actor("Hassan", "Person", "a1")
    merges = [
        merge_actors(store, movement, m23, **WHO),
        merge_actors(store, local, actor("Hassan Doe", "Person"), **WHO),
    ]
    assert direct(store) == {
        ("rwanda", "supports", "m23"),
        ("hassan-doe", "leads", "m23"),
        ("hassan-doe", "metWith", "jo-doe"),
        ("jo-doe", "metWith", "hassan-doe"),
    }
    names = store.select(
        f"SELECT ?p ?name {{ VALUES ?p {{ <http://www.w3.org/2004/02/skos/core#prefLabel> "
        f"<http://www.w3.org/2004/02/skos/core#altLabel> }} <{m23.value}> ?p ?name }}"
    )
    assert {getattr(one["name"], "value", None) for one in names} == {"M23", "March 23 Movement"}
    for merge in merges:
        undo_decision(store, merge.iri(BASE), **WHO)
    assert without_decisions(dump(store)) == without_decisions(before)


def test_a_mention_merged_moves_in_its_article_alone(store: Store) -> None:
    mention = mention_iri(BASE, "a1", Party(name="M23", kind="ArmedGroup"))
    merge_actors(store, mention, actor("March 23 Movement", "ArmedGroup"), **WHO)
    assert ("rwanda", "supports", "march-23-movement") in direct(store)
    assert ("rwanda", "supports", "m23") in direct(store)
    with pytest.raises(IdentityError, match="undo"):
        merge_actors(store, mention, actor("M23", "ArmedGroup"), **WHO)


def test_a_mention_kept_apart_is_its_articles_own(store: Store, dump: Dump) -> None:
    before = dump(store)
    doe = Party(name="Hassan Doe", kind="Person")
    apart = keep_apart(store, mention_iri(BASE, "a3", doe), actor("Hassan Doe", "Person"), **WHO)
    leaders = store.select(
        f"SELECT DISTINCT ?who {{ GRAPH <{DIRECT.value}> {{ ?who <https://w3id.org/onus/leads> ?group }} }}"
    )
    assert len(leaders) == 3
    undo_decision(store, apart.iri(BASE), **WHO)
    assert without_decisions(dump(store)) == without_decisions(before)


def test_actors_kept_apart_are_not_merged_and_nothing_is_half_decided(store: Store, dump: Dump) -> None:
    m23, movement = actor("M23", "ArmedGroup"), actor("March 23 Movement", "ArmedGroup")
    keep_apart(store, m23, movement, **WHO)
    before = dump(store)
    with pytest.raises(IdentityError, match="apart"):
        merge_actors(store, m23, movement, **WHO)
    assert dump(store) == before


def test_what_can_never_be_one_is_not_merged(store: Store) -> None:
    m23, doe = actor("M23", "ArmedGroup"), actor("Hassan Doe", "Person")
    witnesses = mention_iri(BASE, "a2", Party(name="witnesses", kind="Source"))
    for one, other, why in (
        (m23, doe, "never one"),
        (doe, doe, "already"),
        (witnesses, doe, "source"),
        (doe, mention_iri(BASE, "a2", Party(name="Hassan Doe", kind="Person")), "into"),
        (RWANDA, NamedNode("https://w3id.org/onus/actor/france"), "reference"),
    ):
        with pytest.raises(IdentityError, match=why):
            merge_actors(store, one, other, **WHO)
    with pytest.raises(UnknownActorError):
        merge_actors(store, NamedNode(BASE + "actors/nobody"), m23, **WHO)


def test_every_decision_says_who_when_and_why(store: Store, claims: dict[str, list[Claim]]) -> None:
    claim = claim_iri(BASE, claims["a1"][0])
    for author, reason in (("", "why"), ("Ada", " ")):
        with pytest.raises(UsageError):
            review_claim(store, claim, "accepted", author=author, reason=reason)
    with pytest.raises(UsageError, match="zone"):
        review_claim(store, claim, "accepted", **WHO, time=datetime(2026, 1, 1))  # noqa: DTZ001
    moment = datetime(2026, 1, 1, 12, tzinfo=UTC)
    review_claim(store, claim, "accepted", **WHO, time=moment)
    (decision,) = read_decisions_of(store).taken
    assert (decision.author, decision.reason, decision.time) == ("Ada", "read it again", moment)


def test_only_what_is_there_can_be_decided_on(store: Store) -> None:
    with pytest.raises(UnknownClaimError):
        review_claim(store, NamedNode(BASE + "claims/none"), "accepted", **WHO)
    with pytest.raises(UnknownDecisionError):
        undo_decision(store, decision_iri(BASE, 1), **WHO)


def test_a_decision_is_undone_once(store: Store) -> None:
    merge = merge_actors(store, actor("M23", "ArmedGroup"), actor("March 23 Movement", "ArmedGroup"), **WHO)
    undoing = undo_decision(store, merge.iri(BASE), **WHO)
    for decision in (merge, undoing):
        with pytest.raises(UnknownDecisionError):
            undo_decision(store, decision.iri(BASE), **WHO)


def test_a_decision_on_a_withdrawn_article_can_still_be_undone(store: Store, texts: TextFolder) -> None:
    merge = merge_actors(
        store,
        mention_iri(BASE, "a1", Party(name="Hassan", kind="Person")),
        actor("Hassan Doe", "Person"),
        **WHO,
    )
    withdraw(store, "a1", texts)
    undo_decision(store, merge.iri(BASE), **WHO)
    assert not store.ask(f"ASK {{ GRAPH <{article_iri(BASE, 'a1').value}> {{ ?s ?p ?o }} }}")
