"""An article's claims as quads of the article's own graph, and back.

The way back is exact but for what RDF has no order for (authors and aliases come sorted), so that a
decision can change whom names denote without reading the text again.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import get_args

from pyoxigraph import Literal, NamedNode, Quad, Triple

from graph.errors import DataError
from graph.iris import (
    article_iri,
    claim_iri,
    edge_key,
    mention_iri,
    revision_iri,
    support_kind,
    violation,
    vocabulary,
)
from graph.model import ACCUSATION, ActorKind, ArticleRecord, Claim, Mode, Party, Quote, Stance, Status
from graph.nodes import Node, nodes_of
from graph.settling import settle, unify
from graph.terms import (
    ADDRESS,
    ALIAS,
    ANY_URI,
    ARTICLE,
    ARTICLE_TEXTS,
    CAVEAT,
    CLAIM,
    CLAIM_TEXTS,
    CREATOR,
    DEATHS,
    DENIAL,
    DENOTES,
    EDGE,
    FORMER,
    KIND,
    MENTION,
    MODE,
    NAME,
    OBJECT,
    PREDICATE,
    QUOTE,
    RETRIEVED,
    ROLES,
    SOURCE,
    STANCE,
    STATUS,
    SUPPORT_KIND,
    WAS_DERIVED_FROM,
    WAS_REVISION_OF,
    Passage,
    Role,
    date_time,
)
from graph.vocabulary import RDF_TYPE, RDFS_LABEL

Resolve = Callable[[str, Party], NamedNode]
"""From an article's id and one of its parties to whom it denotes (`Identity.resolve`)."""


def article_quads(
    record: ArticleRecord,
    claims: Iterable[Claim],
    *,
    base: str,
    resolve: Resolve,
    corrections: Mapping[NamedNode, Claim] | None = None,
) -> list[Quad]:
    """Everything that the article's graph holds, each quad once, in no particular order.

    `claims` are the article's as extracted; those of one IRI become one (`settle`). `corrections` maps
    IRIs of claims to what people put in their place: both then stand, the latter as
    prov:wasRevisionOf the former.
    """
    graph_name = article_iri(base, record.id)
    extracted = {claim_iri(base, claim): claim for claim in settle(claims, base)}
    revised = {
        revision_iri(base, original, revision): original
        for original, revision in (corrections or {}).items()
        if original in extracted
    }
    known = [party for claim in extracted.values() for party in claim.parties]
    revisions = unify(((corrections or {})[original] for original in revised.values()), known=known)
    nodes = extracted | dict(zip(revised, revisions, strict=True))
    parties = {party: resolve(record.id, party) for claim in nodes.values() for party in claim.parties}
    triples = chain(
        article_triples(record, base),
        *(_mention_triples(record.id, party, iri, base) for party, iri in parties.items()),
        *(_claim_triples(iri, claim, graph_name, parties) for iri, claim in nodes.items()),
        (Triple(iri, WAS_REVISION_OF, original) for iri, original in revised.items()),
    )
    return [
        Quad(triple.subject, triple.predicate, triple.object, graph_name) for triple in dict.fromkeys(triples)
    ]


def article_triples(record: ArticleRecord, base: str) -> Iterator[Triple]:
    """What the graph says of the article itself."""
    article = article_iri(base, record.id)
    yield Triple(article, RDF_TYPE, ARTICLE)
    for name, predicate in ARTICLE_TEXTS.items():
        value = getattr(record, name)
        if value is not None:
            yield Triple(article, predicate, Literal(value))
    for author in record.authors:
        yield Triple(article, CREATOR, Literal(author))
    if record.address is not None:
        yield Triple(article, ADDRESS, Literal(record.address, datatype=ANY_URI))
    if record.retrieved is not None:
        yield Triple(article, RETRIEVED, date_time(record.retrieved))


@dataclass(frozen=True, slots=True)
class StoredClaim:
    """A claim as a graph holds it; `revision_of` is the claim that a person put it in the place of."""

    iri: NamedNode
    claim: Claim
    revision_of: NamedNode | None = None


def read_article(triples: Iterable[Triple | Quad]) -> tuple[ArticleRecord, list[Claim]]:
    """The record and the extracted claims that `article_quads` wrote, ordered by claim IRI.

    What people put in the place of a claim is passed over, even where it cannot be read: it comes from
    their decisions. Raises DataError for triples that are no article's graph.
    """
    record, stored = read_stored(triples, revisions=False)
    return record, unify(stored_claim.claim for stored_claim in stored)


def read_stored(
    triples: Iterable[Triple | Quad], *, revisions: bool = True
) -> tuple[ArticleRecord, list[StoredClaim]]:
    """The record and all claims of an article's graph as it holds them, ordered by IRI. Raises DataError."""
    nodes = nodes_of(triples)
    articles = [node for node in nodes.values() if node.is_a(ARTICLE)]
    if len(articles) != 1:
        raise DataError(f"a graph of {len(articles)} articles instead of one")
    record = _read_record(articles[0])
    parties = {
        (node.text(NAME), node.iri_of(DENOTES)): _read_mention(node)
        for node in nodes.values()
        if node.is_a(MENTION)
    }
    return record, [
        StoredClaim(
            node.iri,
            _read_claim(node, record.id, parties),
            node.iri_of(WAS_REVISION_OF) if node.has(WAS_REVISION_OF) else None,
        )
        for _, node in sorted(nodes.items(), key=lambda item: item[0].value)
        if node.is_a(CLAIM) and (revisions or not node.has(WAS_REVISION_OF))
    ]


def find_fault(triples: Iterable[Triple | Quad]) -> DataError | None:
    """Why `read_stored` cannot read an article's graph; None where it can."""
    try:
        read_stored(triples)
    except DataError as error:
        return error
    return None


def _mention_triples(article: str, party: Party, denoted: NamedNode, base: str) -> Iterator[Triple]:
    mention = mention_iri(base, article, party)
    yield Triple(mention, RDF_TYPE, MENTION)
    yield Triple(mention, NAME, Literal(party.name))
    yield Triple(mention, KIND, vocabulary(party.kind))
    yield Triple(mention, DENOTES, denoted)
    for alias in party.aliases:
        yield Triple(mention, ALIAS, Literal(alias))
    if party.kind == "Source":
        yield Triple(denoted, RDF_TYPE, SOURCE)
        yield Triple(denoted, RDFS_LABEL, Literal(party.name))


def _claim_triples(
    iri: NamedNode, claim: Claim, article: NamedNode, parties: Mapping[Party, NamedNode]
) -> Iterator[Triple]:
    subject, predicate = parties[claim.subject], vocabulary(claim.relation)
    target = violation(claim.object) if isinstance(claim.object, str) else parties[claim.object]
    yield Triple(iri, RDF_TYPE, CLAIM)
    if claim.stance == "denies":
        yield Triple(iri, RDF_TYPE, DENIAL)
    yield Triple(iri, PREDICATE, predicate)
    yield Triple(iri, EDGE, Literal(edge_key(subject, predicate, target)))
    yield Triple(iri, WAS_DERIVED_FROM, article)
    yield Triple(iri, STANCE, vocabulary(claim.stance))
    yield Triple(iri, STATUS, vocabulary(claim.status))
    for role in ROLES:
        value = getattr(claim, role.field)
        if isinstance(value, Party):
            yield Triple(iri, role.party, parties[value])
            yield Triple(iri, role.name, Literal(value.name))
        elif value is not None:
            yield Triple(iri, role.party, target)
            yield Triple(iri, role.name, Literal(value))
    yield from _passage_triples(iri, claim.quote, QUOTE)
    if claim.caveat is not None:
        yield from _passage_triples(iri, claim.caveat, CAVEAT)
    for name, property_iri in CLAIM_TEXTS.items():
        if (text := getattr(claim, name)) is not None:
            yield Triple(iri, property_iri, Literal(text))
    if claim.support_kind is not None:
        yield Triple(iri, SUPPORT_KIND, support_kind(claim.support_kind))
    if claim.mode is not None:
        yield Triple(iri, MODE, vocabulary(claim.mode))
    if claim.deaths is not None:
        yield Triple(iri, DEATHS, Literal(claim.deaths))
    if claim.former:
        yield Triple(iri, FORMER, Literal(True))


def _passage_triples(claim: NamedNode, quote: Quote, passage: Passage) -> Iterator[Triple]:
    yield Triple(claim, passage.exact, Literal(quote.exact))
    yield Triple(claim, passage.start, Literal(quote.start))
    yield Triple(claim, passage.end, Literal(quote.end))


def _read_record(article: Node) -> ArticleRecord:
    texts = {name: article.find_text(predicate) for name, predicate in ARTICLE_TEXTS.items()}
    required = {
        name: article.text(ARTICLE_TEXTS[name])
        for name in ("id", "text_sha256", "original_sha256", "media_type", "extractor")
    }
    return ArticleRecord(
        **required,
        title=texts["title"],
        publisher=texts["publisher"],
        authors=tuple(sorted(article.texts(CREATOR))),
        published=texts["published"],
        address=article.find_text(ADDRESS),
        language=texts["language"],
        retrieved=article.find_moment(RETRIEVED),
        retrieved_by=texts["retrieved_by"],
    )


def _read_mention(mention: Node) -> Party:
    return Party(
        name=mention.text(NAME),
        kind=mention.one_of(KIND, _KINDS),
        aliases=tuple(sorted(mention.texts(ALIAS))),
    )


def _read_claim(claim: Node, article: str, parties: Mapping[tuple[str, NamedNode], Party]) -> Claim:
    def party(role: Role) -> Party | None:
        name = claim.find_text(role.name)
        if name is None:
            return None
        try:
            return parties[name, claim.iri_of(role.party)]
        except KeyError:
            raise DataError(f"{claim.iri.value} names {name!r}, which no mention does") from None

    subject, target, asserter, relay = ROLES
    relation = claim.term(PREDICATE)
    subject_party = party(subject)
    target_party = claim.term(OBJECT) if relation == ACCUSATION else party(target)
    if subject_party is None or target_party is None:
        raise DataError(f"{claim.iri.value} lacks the name of its subject or object")
    return Claim(
        article=article,
        subject=subject_party,
        relation=relation,
        object=target_party,
        stance=claim.one_of(STANCE, _STANCES),
        status=claim.one_of(STATUS, _STATUSES),
        quote=claim.passage(QUOTE),
        extractor=claim.text(CLAIM_TEXTS["extractor"]),
        asserter=party(asserter),
        relay=party(relay),
        support_kind=claim.find_term(SUPPORT_KIND),
        mode=claim.one_of(MODE, _MODES) if claim.find_text(MODE) else None,
        victims=claim.find_text(CLAIM_TEXTS["victims"]),
        place=claim.find_text(CLAIM_TEXTS["place"]),
        date=claim.find_text(CLAIM_TEXTS["date"]),
        date_end=claim.find_text(CLAIM_TEXTS["date_end"]),
        deaths=claim.find_number(DEATHS),
        former=claim.find_text(FORMER) == "true",
        caveat=claim.passage(CAVEAT) if claim.find_text(CAVEAT.exact) else None,
    )


_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
_STANCES: tuple[Stance, ...] = get_args(Stance)
_STATUSES: tuple[Status, ...] = get_args(Status)
_MODES: tuple[Mode, ...] = get_args(Mode)
