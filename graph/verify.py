"""Whether a store still says what it was given: every hash, every quote, every key worked out anew."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Triple

from graph.errors import DataError, UnknownTextError
from graph.iris import article_iri, claim_iri, edge_key, mention_iri, revision_iri
from graph.nodes import Node, nodes_of
from graph.problem import Problem
from graph.quads import StoredClaim, read_stored
from graph.store import Store
from graph.terms import EDGE, MENTION, OBJECT, PREDICATE, SUBJECT
from graph.texts import TextFolder
from graph.writer import Writer


def verify(store: Store, texts: TextFolder) -> Iterator[Problem]:
    """Each lie in the store, article by article; none in one that only this program wrote to.

    An article's text must be the one whose hash the graph keeps, each quote and caveat stand in it at its
    offsets, and the IRIs of article, mentions and claims and the edge keys be those of what they hold.
    """
    writer = Writer(store)
    for article in writer.articles():
        yield from verify_article(writer.graph(article), article, writer.base, texts)


def verify_article(
    triples: frozenset[Triple], article: NamedNode, base: str, texts: TextFolder | None
) -> Iterator[Problem]:
    """Each lie in one article's graph; without `texts`, quotes are not looked up."""
    try:
        yield from _lies(triples, article, base, texts)
    except DataError as error:
        yield Problem(str(error), article.value)


def _lies(
    triples: frozenset[Triple], article: NamedNode, base: str, texts: TextFolder | None
) -> Iterator[Problem]:
    record, stored = read_stored(triples)
    if article_iri(base, record.id) != article:
        yield Problem(f"its graph holds the article {record.id!r}", article.value)
    text = None
    if texts is not None:
        try:
            text = texts.read(record.text_sha256)
        except UnknownTextError as error:
            yield Problem(f"its text cannot be checked: {error}", article.value)
    nodes = nodes_of(triples)
    for claim in stored:
        found = [*_wrong_keys(claim, nodes[claim.iri], base)]
        if text is not None:
            found += _wrong_quotes(claim, text)
        yield from (Problem(message, article.value, claim.iri.value) for message in found)
    named = {mention_iri(base, record.id, party) for claim in stored for party in claim.claim.parties}
    for iri, node in nodes.items():
        if node.is_a(MENTION) and iri not in named:
            yield Problem("no claim names it so", article.value, iri.value)


def _wrong_keys(stored: StoredClaim, node: Node, base: str) -> Iterator[str]:
    right = (
        claim_iri(base, stored.claim)
        if stored.revision_of is None
        else revision_iri(base, stored.revision_of, stored.claim)
    )
    if stored.iri != right:
        yield f"its IRI is not that of what it says, {right.value}"
    if node.text(EDGE) != edge_key(node.iri_of(SUBJECT), node.iri_of(PREDICATE), node.iri_of(OBJECT)):
        yield "its edge is not that of its subject, relation and object"


def _wrong_quotes(stored: StoredClaim, text: str) -> Iterator[str]:
    for name, quote in (("quote", stored.claim.quote), ("caveat", stored.claim.caveat)):
        if quote is not None and not quote.stands_in(text):
            found = text[max(quote.start, 0) : max(quote.end, 0)]
            yield (
                f"its {name} does not stand in the text at {quote.start}-{quote.end}: "
                f"{_short(quote.exact)} there, {_short(found)} in the text"
            )


def _short(passage: str) -> str:
    return repr(passage if len(passage) <= 80 else passage[:77] + "…")
