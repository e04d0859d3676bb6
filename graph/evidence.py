"""What standing claims come to: `graph/edges`, on what each direct triple rests, and `graph/order`.

Standing is a claim that no review sets aside. An edge is kept as long as its direct triple: while one of
these claims bears it out. Pure, and a function of sets alone, like `projection`.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import Literal, NamedNode, Triple

from graph.iris import digest, edge_iri, vocabulary
from graph.nodes import nodes_of
from graph.projection import ACCUSED_OF, ASSERTS, CLEARED, SYMMETRIC_RELATIONS, direct_triples
from graph.terms import (
    ARTICLE,
    ARTICLE_TEXTS,
    CLAIM,
    CLAIM_TEXTS,
    DECIMAL,
    EDGE,
    OBJECT,
    PREDICATE,
    ROLES,
    STANCE,
    STATUS,
    SUBJECT,
    SUPPORT_KIND,
)
from graph.vocabulary import RDF_TYPE

EDGE_CLASS = vocabulary("Edge")
KEY = vocabulary("key")
FROM, RELATION, TO = vocabulary("from"), vocabulary("relation"), vocabulary("to")
FIRST, LAST = vocabulary("first"), vocabulary("last")
COUNTS = {
    "articles": vocabulary("assertingArticles"),
    "publishers": vocabulary("publishers"),
    "speakers": vocabulary("speakers"),
    "assertions": vocabulary("assertions"),
    "denials": vocabulary("denials"),
}
"""How each count is told; "articles" alone would be the IRI of a list of articles."""
RANK = vocabulary("rank")
MOST = 10**6 - 1
"""What articles and assertions count for at most in a rank."""

TOLD = vocabulary("told")
NEWEST = {"assertions": vocabulary("newestAssertions"), "denials": vocabulary("newestDenials")}
NEWEST_KEPT = 20
"""How many claims of each stance an edge names as its newest."""

PUBLISHER_NAME, SPEAKER_NAME = vocabulary("publisherName"), vocabulary("speakerName")

PRECEDENCE = vocabulary("precedence")
MOMENT = vocabulary("moment")
LISTS = vocabulary("lists")
Side = OneOf["subject", "object"]

_DIGITS = 10  # of a hash, in hex: what a fraction holds; the numbers stay within 32 decimal digits
_HEX = re.compile(f"[0-9a-f]{{{_DIGITS}}}")
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_ASSERTER, _ASSERTER_NAME = next((each.party, each.name) for each in ROLES if each.field == "asserter")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one standing claim counts for: its edge (`key`) and ends, and who says so, where and when.

    `speaker` and `speaker_name` are None where the article speaks in its own voice; `publisher` and
    `published` are the article's, `date` is that of the act, or of its end.
    """

    claim: NamedNode
    key: str
    subject: NamedNode
    relation: NamedNode
    target: NamedNode
    stance: NamedNode
    status: NamedNode
    article: NamedNode
    speaker: str | None
    speaker_name: str | None
    publisher: str | None
    published: str | None
    support_kind: NamedNode | None
    date: str | None

    @property
    def is_assertion(self) -> bool:
        return self.stance == ASSERTS

    @property
    def bears_out(self) -> bool:
        """Whether the direct triple may rest on it alone."""
        return self.is_assertion and self.status not in CLEARED


def statements(triples: Iterable[Triple], barred: Collection[NamedNode] = frozenset()) -> list[Statement]:
    """What an article's claims count for, but for `barred` ones (set aside by a review)."""
    nodes = nodes_of(triples)
    article = next((node for node in nodes.values() if node.is_a(ARTICLE)), None)
    if article is None:
        return []
    publisher, published = (article.find_text(ARTICLE_TEXTS[name]) for name in ("publisher", "published"))
    return [
        Statement(
            claim=iri,
            key=node.text(EDGE),
            subject=node.iri_of(SUBJECT),
            relation=node.iri_of(PREDICATE),
            target=node.iri_of(OBJECT),
            stance=node.iri_of(STANCE),
            status=node.iri_of(STATUS),
            article=article.iri,
            speaker=node.find_text(_ASSERTER),
            speaker_name=node.find_text(_ASSERTER_NAME),
            publisher=publisher,
            published=published,
            support_kind=next(iter(node.iris(SUPPORT_KIND)), None),
            date=node.find_text(CLAIM_TEXTS["date"]) or node.find_text(CLAIM_TEXTS["date_end"]),
        )
        for iri, node in nodes.items()
        if node.is_a(CLAIM) and iri not in barred
    ]


def borne_out(about: Mapping[str, Iterable[Statement]]) -> frozenset[Triple]:
    """The direct triples that these statements, by the keys of their edges, bear out."""
    return frozenset(
        triple
        for each in about.values()
        for one in each
        if one.bears_out
        for triple in direct_triples(one.subject, one.relation, one.target)
    )


def edge_triples(base: str, about: Collection[Statement]) -> frozenset[Triple]:
    """All that `graph/edges` holds of the edge that these statements are about, and they alone.

    Its ends (of a symmetric relation the lesser IRI first); in how many articles, by how many publishers
    and by how many distinct speakers it is asserted; how many claims assert and deny it; the first and
    last day on which an article that asserts it appeared, where one is known; with which status and as
    which kind of support how many claims assert it; and the newest claims of each stance. A speaker is a
    named actor or source, or else the publisher, or else the article. Nothing where no statement bears it
    out.
    """
    if not any(each.bears_out for each in about):
        return frozenset()
    one = next(iter(about))
    ends = [one.subject, one.target]
    if one.relation in SYMMETRIC_RELATIONS:
        ends.sort(key=lambda end: end.value)
    asserting = [each for each in about if each.is_assertion]
    days = sorted(each.published for each in asserting if each.published is not None)
    counts = _counts(about)
    edge = edge_iri(base, one.key)
    return frozenset(
        (
            Triple(edge, RDF_TYPE, EDGE_CLASS),
            Triple(edge, KEY, Literal(one.key)),
            Triple(edge, FROM, ends[0]),
            Triple(edge, RELATION, one.relation),
            Triple(edge, TO, ends[1]),
            *(Triple(edge, COUNTS[name], Literal(count)) for name, count in counts.items()),
            Triple(edge, RANK, Literal(rank(counts))),
            *(Triple(edge, FIRST, Literal(day)) for day in days[:1]),
            *(Triple(edge, LAST, Literal(day)) for day in days[-1:]),
            *(Triple(edge, TOLD, Literal(each)) for each in _told(asserting)),
            *(Triple(edge, name, Literal(text)) for each in asserting for name, text in _names(each)),
            *(
                Triple(edge, NEWEST[stance], Literal(" ".join(claims)))
                for stance, claims in _newest(about).items()
            ),
        )
    )


def order_triples(base: str, about: Collection[Statement]) -> frozenset[Triple]:
    """All that `graph/order` holds of the edge that these statements are about, and of their claims.

    The precedence of an edge is its rank, and a fraction from its key that tells it from edges of equal
    rank; the lists of its ends have it by relation and side. The moment of a claim has the digits of the
    date of the act or its end, else of publication, and a fraction from the claim's IRI; the lists of both
    that the claim relates have it. A claim without any date has none.
    """
    found: list[Triple] = []
    for each in about:
        if when := each.date or each.published:
            moment = moment_of(when, each.claim)
            found.append(Triple(each.claim, MOMENT, moment))
            found += (Triple(list_iri(base, end), LISTS, moment) for end in _related(each))
    if any(each.bears_out for each in about):
        one = next(iter(about))
        number = _precedence(one.key, _counts(about))
        found.append(Triple(edge_iri(base, one.key), PRECEDENCE, number))
        found.append(Triple(list_iri(base, one.subject, one.relation, "subject"), LISTS, number))
        found.append(Triple(list_iri(base, one.target, one.relation, "object"), LISTS, number))
    return frozenset(found)


def list_iri(
    base: str, end: NamedNode, relation: NamedNode | None = None, side: Side = "subject"
) -> NamedNode:
    """What lists the edges of that relation that have this end on that side, or all claims about it.

    A symmetric relation has one side.
    """
    if relation is None:
        return NamedNode(f"{base}order/{digest(end.value)}")
    told = None if relation in SYMMETRIC_RELATIONS else side
    return NamedNode(f"{base}order/{digest(end.value, relation.value, told)}")


def moment_of(when: str, claim: NamedNode) -> Literal:
    """The moment of a claim of that date."""
    match = _DATE.match(when)
    digits = "".join(part or "00" for part in match.groups()) if match else "0"
    return _apart(digits, int(_hash(claim.value.rsplit("/", 1)[-1]), 16))


def date_of(moment: str) -> str:
    """The date that a moment has the digits of."""
    digits = moment.partition(".")[0]
    parts = (digits[:4], digits[4:6], digits[6:8])
    return "-".join(part for part in parts if part.strip("0"))


def _related(statement: Statement) -> tuple[NamedNode, ...]:
    """The actors that are its subject and object."""
    is_accusation = statement.relation == ACCUSED_OF
    return (statement.subject,) if is_accusation else (statement.subject, statement.target)


def rank(counts: Mapping[str, int]) -> int:
    """A number that orders edges by how well they are corroborated: by these counts, one after the other."""
    least = counts["speakers"] * (MOST + 1) + min(counts["articles"], MOST)
    return least * (MOST + 1) + min(counts["assertions"], MOST)


def _counts(about: Collection[Statement]) -> dict[str, int]:
    asserting = [each for each in about if each.is_assertion]
    return {
        "articles": len({each.article for each in asserting}),
        "publishers": len({each.publisher for each in asserting if each.publisher is not None}),
        "speakers": len({each.speaker or each.publisher or each.article.value for each in asserting}),
        "assertions": len(asserting),
        "denials": len(about) - len(asserting),
    }


def _told(asserting: Iterable[Statement]) -> list[str]:
    """How many statements have each status and each kind of support: "alleged 3", "weapons 1"."""
    told = Counter(each.status for each in asserting)
    told.update(each.support_kind for each in asserting if each.support_kind is not None)
    return [f"{term.value.rsplit('/', 1)[-1]} {count}" for term, count in told.items()]


def _names(statement: Statement) -> Iterator[tuple[NamedNode, str]]:
    """The names of its publisher and of its speaker, in the words that people are shown."""
    if statement.publisher is not None:
        yield PUBLISHER_NAME, statement.publisher
    if statement.speaker_name is not None:
        yield SPEAKER_NAME, statement.speaker_name
    elif statement.publisher is not None:
        yield SPEAKER_NAME, f"{statement.publisher} reports"


def _newest(about: Iterable[Statement]) -> dict[str, list[str]]:
    """The claims from the latest articles, of equal ones those with the greatest IRIs."""
    newest: dict[str, list[str]] = {}
    for each in sorted(about, key=lambda each: (each.published or "", each.claim.value), reverse=True):
        newest.setdefault("assertions" if each.is_assertion else "denials", []).append(each.claim.value)
    return {stance: claims[:NEWEST_KEPT] for stance, claims in newest.items()}


def _precedence(key: str, counts: Mapping[str, int]) -> Literal:
    """Of edges of equal rank, the greater is that of the lesser key."""
    return _apart(str(rank(counts)), 16**_DIGITS - 1 - int(_hash(key), 16))


def _hash(name: str) -> str:
    """The first digits of a hash; of anything else those of its own."""
    return name[:_DIGITS] if _HEX.match(name) else digest(name)[:_DIGITS]


def _apart(digits: str, fraction: int) -> Literal:
    """The number with that fraction. Its last digit is no zero, since engines leave those out."""
    return Literal(f"{digits}.{fraction:013d}1", datatype=DECIMAL)
