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
    CorrectionError,
    GroundingError,
    IdentityError,
    UnknownActorError,
    UnknownClaimError,
    UnknownDecisionError,
    UsageError,
)
from graph.identity import default_actor
from graph.ingest import ingest, rebuild, withdraw
from graph.iris import DECISIONS, DEFAULT_BASE, DIRECT, article_iri, claim_iri, decision_iri, mention_iri
from graph.model import ActorKind, Article, Claim, Party
from graph.store import EmbeddedStore, Store
from graph.texts import TextFolder
from graph.validate import validate
from graph.verify import verify

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
    wrong = claim_iri(BASE, claims["a1"][1])
    decision = correct_claim(store, wrong, {"relation": "memberOf"}, texts, **WHO)
    assert ("hassan", "memberOf", "m23") in direct(store)
    assert ("hassan", "leads", "m23") not in direct(store)
    assert read_decisions_of(store).taken == (decision,)
    undo_decision(store, decision.iri(BASE), **WHO)
    assert without_decisions(dump(store)) == without_decisions(before)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"subject": "Somebody Else", "subject_kind": "Person"}, "nobody named 'Somebody Else'"),
        ({"subject": "Somebody Else"}, "needs a kind: subject_kind is one of Person"),
        ({"subject": "Hassan", "subject_kind": "Man"}, "needs a kind"),
        ({"subject": "Hassan", "subject_kind": "Source"}, "'Hassan' is a source"),
        ({"asserter_kind": "Person"}, "asserter_kind goes with asserter"),
        ({"subject": " "}, "subject cannot be empty"),
        ({"stance": ""}, "stance cannot be empty"),
        ({"stance": "doubts"}, "stance 'doubts' does not fit"),
        ({"status": ""}, "status cannot be empty"),
        ({"status": "foo"}, "status 'foo' does not fit .*: reported, retracted$"),
        ({"status": "sanctionLifted"}, "status 'sanctionLifted' does not fit"),
        ({"status": "alleged"}, "status 'alleged' does not fit"),
        ({"mode": "ordered"}, "mode 'ordered' does not fit"),
        ({"support_kind": "weapons"}, "support kind 'weapons' does not fit"),
        ({"relation": "supports", "support_kind": "prayers"}, "support kind 'prayers' does not fit"),
        ({"relation": "loves"}, "unknown relation 'loves'"),
        ({"relation": "accusedOf", "object": "piracy"}, "unknown violation code"),
        ({"relation": "accusedOf", "object": "torture", "status": "alleged", "mode": "xx"}, "mode 'xx'"),
        ({"date": "banana"}, "a date is like .*, not 'banana'"),
        ({"date_end": "2019-13"}, "a date is like"),
        ({"deaths": "-1"}, "deaths is a whole number"),
        ({"deaths": "1" * 5000}, "deaths is a whole number"),
        ({"former": "perhaps"}, "former is true or false"),
        ({"place": "Gom\udce9"}, "place has characters that no text has"),
        ({"quote": "other words"}, "no field 'quote'"),
    ],
)
def test_a_correction_that_does_not_fit_is_refused_and_nothing_is_stored(
    store: Store,
    texts: TextFolder,
    claims: dict[str, list[Claim]],
    dump: Dump,
    changes: dict[str, str],
    why: str,
) -> None:
    before = dump(store)
    with pytest.raises((CorrectionError, GroundingError), match=why):
        correct_claim(store, claim_iri(BASE, claims["a1"][1]), changes, texts, **WHO)
    assert dump(store) == before


@pytest.mark.parametrize(
    ("said", "status", "bears"),
    [
        ("ArmedGroup:M23; sanctionedBy; State:Rwanda; asserts; reported", "sanctionLifted", True),
        ("ArmedGroup:M23; sanctionedBy; State:Rwanda; asserts; reported", "retracted", False),
        ("ArmedGroup:M23; accusedOf; pillage; asserts; alleged", "retracted", False),
        ("ArmedGroup:M23; accusedOf; pillage; asserts; alleged", "acquitted", False),
    ],
)
def test_what_happened_later_can_be_told_and_untold(
    store: Store,
    texts: TextFolder,
    write_article: Callable[..., Article],
    line_extractor: ModuleType,
    dump: Dump,
    said: str,
    status: str,
    bears: bool,
) -> None:
    article = write_article("later", said)
    ingest(store, [article], texts, extractor=line_extractor.extract, extractor_name="lines/1")
    (claim,) = line_extractor.extract(article)
    before, borne = dump(store), direct(store)
    decision = correct_claim(store, claim_iri(BASE, claim), {"status": status}, texts, **WHO)
    assert (direct(store) == borne) is bears
    assert list(validate(store)) == []
    assert list(verify(store, texts)) == []
    undo_decision(store, decision.iri(BASE), **WHO)
    assert without_decisions(dump(store)) == without_decisions(before)


def test_corrections_that_cannot_be_read_can_be_undone_one_by_one(
    store: Store, texts: TextFolder, claims: dict[str, list[Claim]], dump: Dump
) -> None:
    before = dump(store)
    decisions = [
        correct_claim(store, claim_iri(BASE, claim), {"status": "retracted"}, texts, **WHO)
        for claim in claims["a1"]
    ]
    store.update(
        "PREFIX onus: <https://w3id.org/onus/> "
        "DELETE { GRAPH ?g { ?s ?p ?old } } INSERT { GRAPH ?g { ?s ?p ?new } } WHERE { "
        " VALUES ?p { onus:status onus:correction } GRAPH ?g { ?s ?p ?old } "
        ' FILTER(CONTAINS(STR(?old), "retracted")) BIND(REPLACE(STR(?old), "retracted", "gone") AS ?text) '
        " BIND(IF(isIRI(?old), IRI(?text), STRDT(?text, DATATYPE(?old))) AS ?new) }"
    )
    rebuild(store)
    (problem,) = verify(store, texts)
    assert "has 'gone' for https://w3id.org/onus/status" in str(problem)
    for decision in decisions:
        undo_decision(store, decision.iri(BASE), **WHO)
    assert without_decisions(dump(store)) == without_decisions(before)


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
    for author, reason in (("", "why"), ("Ada", " "), ("Ada", "wh\udcff")):
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
