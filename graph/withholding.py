"""What stays out of the graph because of reviews that withhold: claims, and what decisions tell of them.

Pure: `graph.store.withheld` keeps it, `graph.writer` takes it out and puts it back.
"""

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from graph.claim_json import read_claim, write_claim
from graph.decisions import Decisions, withheld_triples
from graph.errors import DataError
from graph.iris import claim_iri, vocabulary
from graph.model import ArticleRecord, Claim
from graph.nodes import nodes_of
from graph.settling import settle
from graph.terms import JSON

AS_EXTRACTED = vocabulary("asExtracted")

Held = Mapping[NamedNode, Claim]
"""The withheld claims of articles that are stored, as they were extracted, by their IRIs."""


def part(claims: Iterable[Claim], decisions: Decisions) -> tuple[list[Claim], list[Claim]]:
    """An article's claims, as extracted, that its graph holds, and those that are withheld.

    They are settled together first, for their parties are so in a graph that had them all.
    """
    if not decisions.withheld:
        return list(claims), []
    shown: list[Claim] = []
    withheld: list[Claim] = []
    for claim in settle(claims, decisions.base):
        (withheld if claim_iri(decisions.base, claim) in decisions.withheld else shown).append(claim)
    return shown, withheld


def hold(articles: Iterable[tuple[ArticleRecord, Iterable[Claim]]], decisions: Decisions) -> Held:
    """Those of these articles' claims that are withheld."""
    return {
        claim_iri(decisions.base, claim): claim
        for _, claims in articles
        for claim in part(claims, decisions)[1]
    }


def held_triples(held: Held, decisions: Decisions) -> Iterator[Triple]:
    """All that is kept beside the store."""
    yield from withheld_triples(decisions)
    for iri, claim in held.items():
        if iri in decisions.withheld:
            yield Triple(iri, AS_EXTRACTED, Literal(write_claim(claim), datatype=JSON))


def read_held(triples: Iterable[Triple], decisions: Decisions) -> Held:
    """The withheld claims that `held_triples` wrote. Raises DataError for what is none."""
    held = {
        iri: read_claim(node.text(AS_EXTRACTED))
        for iri, node in nodes_of(triples).items()
        if node.has(AS_EXTRACTED) and iri in decisions.withheld
    }
    for iri, claim in held.items():
        if claim_iri(decisions.base, claim) != iri:
            raise DataError(f"{iri.value}: what is withheld under this IRI is another claim")
    return held
