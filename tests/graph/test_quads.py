from datetime import UTC, datetime
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Dataset, NamedNode, Quad, RdfFormat, parse, serialize

from graph.errors import DataError
from graph.identity import Identity
from graph.iris import DEFAULT_BASE, article_iri, claim_iri
from graph.model import ActorKind, ArticleRecord, Claim, Mode, Party, Quote, Status
from graph.quads import article_quads, read_article
from graph.settling import settle
from graph.vocabulary import relations, support_kinds, violations

BASE = DEFAULT_BASE
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
ONUS = "https://w3id.org/onus/"
some = settings(max_examples=50, deadline=None)

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
names = st.sampled_from(["Kigali", "Rwanda", "M23", "Hassan", "Jo Doe", "the army", "«»"]) | texts
parties = st.builds(
    Party,
    name=names,
    kind=st.sampled_from(get_args(ActorKind)),
    aliases=st.lists(names, max_size=3).map(tuple),
)
quotes = st.builds(
    lambda exact, start: Quote(exact=exact, start=start, end=start + len(exact)),
    st.sampled_from(["shelled the market", "backed by"]) | texts,
    st.integers(0, 10**6),
)
moments = st.datetimes(timezones=st.just(UTC)).map(lambda moment: moment.replace(microsecond=0))
dates = st.none() | st.sampled_from(["2019", "2019-09", "2019-09-18"])
records = st.builds(
    ArticleRecord,
    id=texts,
    text_sha256=st.just("ab" * 32),
    original_sha256=st.just("cd" * 32),
    media_type=st.just("text/plain"),
    extractor=texts,
    title=st.none() | texts,
    publisher=st.none() | texts,
    authors=st.sets(texts, max_size=3).map(sorted).map(tuple),
    published=dates,
    address=st.none() | texts,
    language=st.none() | st.just("en"),
    retrieved=st.none() | moments,
    retrieved_by=st.none() | texts,
)


@st.composite
def claims_of(draw: st.DrawFn, article: str) -> Claim:
    relation = draw(st.sampled_from(sorted(relations())))
    return Claim(
        article=article,
        subject=draw(parties),
        relation=relation,
        object=draw(st.sampled_from(sorted(violations())) if relation == "accusedOf" else parties),
        stance=draw(st.sampled_from(["asserts", "denies"])),
        status=draw(st.sampled_from(get_args(Status))),
        quote=draw(quotes),
        extractor=draw(texts),
        asserter=draw(st.none() | parties),
        relay=draw(st.none() | parties),
        support_kind=draw(st.none() | st.sampled_from(sorted(support_kinds()))),
        mode=draw(st.none() | st.sampled_from(get_args(Mode))),
        victims=draw(st.none() | texts),
        place=draw(st.none() | texts),
        date=draw(dates),
        date_end=draw(dates),
        deaths=draw(st.none() | st.integers(0, 10**5)),
        former=draw(st.booleans()),
        caveat=draw(st.none() | quotes),
        cue=draw(st.none() | quotes),
    )


@st.composite
def articles(draw: st.DrawFn) -> tuple[ArticleRecord, list[Claim]]:
    record = draw(records)
    return record, draw(st.lists(claims_of(record.id), max_size=4))


def write(record: ArticleRecord, claims: list[Claim]) -> list[Quad]:
    return article_quads(record, claims, base=BASE, resolve=Identity(BASE).resolve)


@some
@given(articles())
def test_reads_back_what_was_written(article: tuple[ArticleRecord, list[Claim]]) -> None:
    record, claims = article
    assert read_article(write(record, claims)) == (record, settle(claims, BASE))


@some
@given(articles())
def test_survives_serialisation_and_writes_the_same_again(article: tuple[ArticleRecord, list[Claim]]) -> None:
    record, claims = article
    quads = write(record, claims)
    serialised = serialize(quads, format=RdfFormat.N_QUADS)
    assert serialised is not None
    parsed = list(parse(serialised, format=RdfFormat.N_QUADS))
    assert Dataset(write(*read_article(parsed))) == Dataset(quads)


@some
@given(articles(), st.randoms())
def test_order_of_claims_plays_no_part(article: tuple[ArticleRecord, list[Claim]], random: object) -> None:
    record, claims = article
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert Dataset(write(record, shuffled)) == Dataset(write(record, claims))


@some
@given(articles())
def test_no_quad_twice_no_blank_node_and_all_in_the_articles_graph(
    article: tuple[ArticleRecord, list[Claim]],
) -> None:
    record, claims = article
    quads = write(record, claims)
    assert len(set(quads)) == len(quads)
    assert {quad.graph_name for quad in quads} == {article_iri(BASE, record.id)}
    assert all(isinstance(quad.subject, NamedNode) for quad in quads)


RECORD = ArticleRecord(
    id="a1", text_sha256="ab" * 32, original_sha256="cd" * 32, media_type="text/plain", extractor="rules/1"
)
RWANDA = Party(name="Rwanda", kind="State", aliases=("Kigali",))


def claim(**changes: object) -> Claim:
    fields: dict[str, object] = {
        "article": "a1",
        "subject": RWANDA,
        "relation": "supports",
        "object": Party(name="M23", kind="ArmedGroup"),
        "stance": "asserts",
        "status": "reported",
        "quote": Quote(exact="arms M23", start=7, end=15),
        "extractor": "rules/1",
    }
    return Claim(**(fields | changes))  # type: ignore[arg-type]


def values(quads: list[Quad], subject: NamedNode, predicate: str) -> set[str]:
    return {
        quad.object.value
        for quad in quads
        if quad.subject == subject and quad.predicate.value == predicate and hasattr(quad.object, "value")
    }


def test_a_claim_is_a_statement_of_its_triple_about_fifteen_triples_small() -> None:
    one = claim()
    quads = write(RECORD, [one])
    iri = claim_iri(BASE, one)
    assert values(quads, iri, RDF + "subject") == {ONUS + "actor/rwanda"}
    assert values(quads, iri, RDF + "predicate") == {ONUS + "supports"}
    assert values(quads, iri, ONUS + "subjectName") == {"Rwanda"}
    assert values(quads, iri, ONUS + "exact") == {"arms M23"}
    assert sum(quad.subject == iri for quad in quads) <= 15


def test_a_denial_is_typed_so_and_is_a_claim_of_its_own() -> None:
    asserted, denied = claim(), claim(stance="denies", asserter=RWANDA)
    quads = write(RECORD, [asserted, denied])
    assert values(quads, claim_iri(BASE, denied), RDF + "type") == {ONUS + "Claim", ONUS + "Denial"}
    assert claim_iri(BASE, asserted) != claim_iri(BASE, denied)


def test_claims_of_one_iri_keep_the_first_quote_and_all_details() -> None:
    later = claim(quote=Quote(exact="arms M23", start=90, end=98), support_kind="weapons", former=True)
    merged = settle([later, claim(deaths=0)], BASE)
    assert [(one.quote.start, one.support_kind, one.former, one.deaths) for one in merged] == [
        (7, "weapons", True, 0)
    ]


def test_a_correction_stands_beside_what_it_corrects_and_is_not_read_as_extracted() -> None:
    wrong = claim(relation="opposes")
    right = claim(subject=Party(name="Rwanda", kind="Organization", aliases=("RW",)), extractor="review/1")
    quads = article_quads(
        RECORD,
        [wrong],
        base=BASE,
        resolve=Identity(BASE).resolve,
        corrections={claim_iri(BASE, wrong): right},
    )
    revisions = {
        (quad.subject, quad.object)
        for quad in quads
        if quad.predicate.value == "http://www.w3.org/ns/prov#wasRevisionOf"
    }
    ((revision, original),) = revisions
    assert original == claim_iri(BASE, wrong)
    assert isinstance(revision, NamedNode)
    assert values(quads, revision, RDF + "predicate") == {ONUS + "supports"}
    assert values(quads, revision, RDF + "subject") == {ONUS + "actor/rwanda"}
    assert read_article(quads)[1] == [wrong]


@pytest.mark.parametrize("predicate", ["onus/end", "onus/stance", "onus/subjectName", "identifier"])
def test_a_graph_that_lacks_something_is_no_article(predicate: str) -> None:
    quads = [quad for quad in write(RECORD, [claim()]) if not quad.predicate.value.endswith(predicate)]
    with pytest.raises(DataError, match="lacks"):
        read_article(quads)


def test_retrieved_is_kept_in_the_form_engines_give_back() -> None:
    moment = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
    record, _ = read_article(
        write(
            ArticleRecord(
                id="a1",
                text_sha256="",
                original_sha256="",
                media_type="text/html",
                extractor="x",
                retrieved=moment,
            ),
            [],
        )
    )
    assert record.retrieved == moment.replace(microsecond=0)
