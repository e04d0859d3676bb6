"""What each direct triple rests on: `graph/edges`, counted from the standing claims about it.

Standing is a claim that no review sets aside. An edge is kept as long as its direct triple: while one of
these claims bears it out. Pure, and a function of sets alone, like `projection`.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.iris import edge_iri, vocabulary
from graph.nodes import nodes_of
from graph.projection import ASSERTS, CLEARED, SYMMETRIC_RELATIONS
from graph.terms import (
    ARTICLE,
    ARTICLE_TEXTS,
    CLAIM,
    EDGE,
    OBJECT,
    PREDICATE,
    ROLES,
    STANCE,
    STATUS,
    SUBJECT,
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

_ASSERTER = next(role.party for role in ROLES if role.field == "asserter")


@dataclass(frozen=True, slots=True)
class Statement:
    """What one standing claim counts for: its edge (`key`) and ends, and who says so, where and when.

    `speaker` is None where the article speaks in its own voice; `publisher` and `published` are the
    article's.
    """

    key: str
    subject: NamedNode
    relation: NamedNode
    target: NamedNode
    stance: NamedNode
    status: NamedNode
    article: NamedNode
    speaker: str | None
    publisher: str | None
    published: str | None

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
            key=node.text(EDGE),
            subject=node.iri_of(SUBJECT),
            relation=node.iri_of(PREDICATE),
            target=node.iri_of(OBJECT),
            stance=node.iri_of(STANCE),
            status=node.iri_of(STATUS),
            article=article.iri,
            speaker=node.find_text(_ASSERTER),
            publisher=publisher,
            published=published,
        )
        for iri, node in nodes.items()
        if node.is_a(CLAIM) and iri not in barred
    ]


def edge_triples(base: str, about: Collection[Statement]) -> frozenset[Triple]:
    """All that `graph/edges` holds of the edge that these statements are about, and they alone.

    Its ends (of a symmetric relation the lesser IRI first); in how many articles, by how many publishers
    and by how many distinct speakers it is asserted; how many claims assert and deny it; and the first and
    last day on which an article that asserts it appeared, where one is known. A speaker is a named actor or
    source, or else the publisher, or else the article. Nothing where no statement bears it out.
    """
    if not any(each.bears_out for each in about):
        return frozenset()
    one = next(iter(about))
    ends = [one.subject, one.target]
    if one.relation in SYMMETRIC_RELATIONS:
        ends.sort(key=lambda end: end.value)
    asserting = [each for each in about if each.is_assertion]
    days = sorted(each.published for each in asserting if each.published is not None)
    counts = {
        "articles": len({each.article for each in asserting}),
        "publishers": len({each.publisher for each in asserting if each.publisher is not None}),
        "speakers": len({each.speaker or each.publisher or each.article.value for each in asserting}),
        "assertions": len(asserting),
        "denials": len(about) - len(asserting),
    }
    edge = edge_iri(base, one.key)
    return frozenset(
        (
            Triple(edge, RDF_TYPE, EDGE_CLASS),
            Triple(edge, KEY, Literal(one.key)),
            Triple(edge, FROM, ends[0]),
            Triple(edge, RELATION, one.relation),
            Triple(edge, TO, ends[1]),
            *(Triple(edge, COUNTS[name], Literal(count)) for name, count in counts.items()),
            Triple(edge, RANK, Literal(rank(counts["speakers"], counts["articles"], counts["assertions"]))),
            *(Triple(edge, FIRST, Literal(day)) for day in days[:1]),
            *(Triple(edge, LAST, Literal(day)) for day in days[-1:]),
        )
    )


def rank(speakers: int, articles: int, assertions: int) -> int:
    """A number that orders edges by how well they are corroborated: by these counts, one after the other."""
    return (speakers * (MOST + 1) + min(articles, MOST)) * (MOST + 1) + min(assertions, MOST)
