"""Claims as models, from what the store says of them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple

from api.links import local_id
from api.models.claims import ArticleReference, Claim, Code, ReviewState, Speaker
from api.models.common import Link, Quote, Reference
from api.records.reader import ActorRow, Named, Reader
from graph.decisions import Decision, Review
from graph.nodes import Node, nodes_of
from graph.terms import (
    ADDRESS,
    ARTICLE_TEXTS,
    CAVEAT,
    CLAIM,
    CLAIM_TEXTS,
    DEATHS,
    EDGE,
    FORMER,
    IDENTIFIER,
    MODE,
    PREDICATE,
    QUOTE,
    ROLES,
    SOURCE,
    STANCE,
    STATUS,
    SUPPORT_KIND,
    WAS_DERIVED_FROM,
    WAS_REVISION_OF,
    Passage,
    Role,
)
from graph.vocabulary import (
    PREF_LABEL,
    RDF_TYPE,
    RDFS_LABEL,
    SKOS_CONCEPT,
    kinds_by_term,
    reference_actors,
    relations,
    support_kinds,
    violations,
)
from ontology import VOCABULARY

_VIOLATION = VOCABULARY + "violation/"
_SUBJECT, _OBJECT, _ASSERTER, _RELAY = ROLES


@dataclass(frozen=True, slots=True)
class Described:
    """Claims in the order asked for, and the triples that they were read from."""

    claims: tuple[Claim, ...]
    triples: tuple[Triple, ...]


def describe_claims(reader: Reader, iris: Sequence[str]) -> Described:
    """The claims of these IRIs; what is no claim, or none any longer, as its article is
    withdrawn, is left out."""
    if not iris:
        return Described((), ())
    triples = reader.describe("described-nodes", {"nodes": [NamedNode(iri) for iri in iris]})
    nodes = {iri: node for iri, node in nodes_of(triples).items() if node.is_a(CLAIM)}
    articles = [article for node in nodes.values() for article in node.iris(WAS_DERIVED_FROM)]
    parties = [party for node in nodes.values() for role in ROLES for party in node.iris(role.party)]
    for query, named in (("described-nodes", articles), ("called-nodes", parties)):
        if named:
            more = reader.describe(query, {"nodes": list(dict.fromkeys(named))})
            nodes |= nodes_of(more)
            triples += more
    reviews = reviews_by_claim(reader)
    found = [nodes[node] for iri in iris if (node := NamedNode(iri)) in nodes]
    claims = tuple(
        _claim(reader, node, nodes, reviews) for node in found if node.iri_of(WAS_DERIVED_FROM) in nodes
    )
    return Described(claims, tuple(triples))


def reviews_by_claim(reader: Reader) -> Mapping[NamedNode, Decision]:
    """The decision that holds of each reviewed claim."""
    return {
        decision.matter.claim: decision
        for decision in reader.decisions.standing
        if isinstance(decision.matter, Review)
    }


def reference_to(reader: Reader, iri: str) -> Reference:
    """An actor or a violation by its name, from the table of all actors."""
    row = None if iri.startswith(_VIOLATION) else reader.actors.get(iri)
    return _reference(reader, iri, row)


def references(reader: Reader, iris: Collection[str]) -> dict[str, Reference]:
    """These actors and violations by name, read for them alone."""
    named = reader.named(iri for iri in iris if not iri.startswith(_VIOLATION))
    return {iri: _reference(reader, iri, named.get(iri)) for iri in iris}


def code_of(name: str) -> Code:
    """A kind of support by its code."""
    known = support_kinds().get(name)
    return Code(code=name, label=known.label if known else name)


def _reference(reader: Reader, iri: str, known: Named | ActorRow | None) -> Reference:
    name = local_id(iri)
    kinds: tuple[str, ...] = ()
    if iri.startswith(_VIOLATION):
        code = violations().get(name)
        name, kinds = code.label if code else name, ("Violation",)
    elif known is not None:
        name, kinds = known.name, known.kinds
    elif (actor := reference_actors().get(NamedNode(iri))) is not None:
        name, kinds = actor.label, (actor.kind,)
    return Reference(iri=iri, href=reader.links.href(iri), name=name, kinds=kinds)


def _claim(
    reader: Reader, node: Node, nodes: Mapping[NamedNode, Node], reviews: Mapping[NamedNode, Decision]
) -> Claim:
    subject = _party(reader, node, _SUBJECT, nodes)
    target = _party(reader, node, _OBJECT, nodes)
    assert subject is not None
    assert target is not None
    relation = node.term(PREDICATE)
    label = relations()[relation].label
    article = _article(reader, nodes[node.iri_of(WAS_DERIVED_FROM)])
    speaker = _speaker(
        _party(reader, node, _ASSERTER, nodes), _party(reader, node, _RELAY, nodes), article.publisher
    )
    stance = node.term(STANCE)
    verb = _verb(speaker, relation, stance)
    said = f"{speaker.name} {verb}".rstrip()
    revised = next(iter(node.iris(WAS_REVISION_OF)), None)
    kind = node.find_term(SUPPORT_KIND)
    return Claim(
        **_link(reader, node.iri),
        id=local_id(node.iri),
        summary=f"{said}: {subject.name} – {label} – {target.name}",
        subject=subject,
        relation=relation,
        relation_label=label,
        object=target,
        stance=stance,
        status=node.term(STATUS),
        speaker=speaker,
        verb=verb,
        quote=_quote(node, QUOTE),
        caveat=_quote(node, CAVEAT) if node.has(CAVEAT.exact) else None,
        article=article,
        support_kind=code_of(kind) if kind else None,
        mode=node.find_term(MODE),
        victims=node.find_text(CLAIM_TEXTS["victims"]),
        place=node.find_text(CLAIM_TEXTS["place"]),
        date=node.find_text(CLAIM_TEXTS["date"]),
        date_end=node.find_text(CLAIM_TEXTS["date_end"]),
        deaths=node.find_number(DEATHS),
        former=node.find_text(FORMER) == "true",
        extractor=node.text(CLAIM_TEXTS["extractor"]),
        edge=node.text(EDGE),
        review=_review(reader, reviews.get(node.iri)),
        revision_of=Link(**_link(reader, revised)) if revised else None,
    )


def _party(reader: Reader, claim: Node, role: Role, nodes: Mapping[NamedNode, Node]) -> Reference | None:
    name = claim.find_text(role.name)
    if name is None:
        return None
    iri = claim.iri_of(role.party)
    known = nodes.get(iri)
    labels = [] if known is None else [*known.texts(PREF_LABEL), *known.texts(RDFS_LABEL)]
    types = [] if known is None else known.iris(RDF_TYPE)
    terms = kinds_by_term()
    kinds: tuple[str, ...] = tuple(sorted(terms[kind] for kind in types if kind in terms))
    if SKOS_CONCEPT in types:
        kinds = ("Violation",)
    elif SOURCE in types:
        kinds = ("Source",)
    return Reference(**_link(reader, iri), name=labels[0] if labels else name, kinds=kinds, named=name)


def _speaker(asserter: Reference | None, relay: Reference | None, publisher: str | None) -> Speaker:
    """As the article puts it; in its own voice it is its publisher that reports."""
    if asserter is None:
        return Speaker(name=f"{publisher or 'the article'} reports", actor=None, own_voice=True, relay=relay)
    return Speaker(name=asserter.named or asserter.name, actor=asserter, own_voice=False, relay=relay)


def _verb(speaker: Speaker, relation: str, stance: str) -> str:
    if speaker.own_voice:
        return "a denial" if stance == "denies" else ""
    if stance == "denies":
        return "denies"
    return "alleges" if relation == "accusedOf" else "says"


def _article(reader: Reader, article: Node) -> ArticleReference:
    texts: dict[str, Any] = {
        name: article.find_text(ARTICLE_TEXTS[name]) for name in ("title", "publisher", "published")
    }
    return ArticleReference(
        **_link(reader, article.iri), id=article.text(IDENTIFIER), address=article.find_text(ADDRESS), **texts
    )


def _review(reader: Reader, decision: Decision | None) -> ReviewState | None:
    if decision is None or not isinstance(decision.matter, Review):
        return None
    return ReviewState(
        state=decision.matter.state,
        author=decision.author,
        time=decision.time.isoformat(),
        reason=decision.reason,
        href=reader.links.href(decision.iri(reader.links.base)),
    )


def _quote(node: Node, passage: Passage) -> Quote:
    quote = node.passage(passage)
    return Quote(exact=quote.exact, start=quote.start, end=quote.end)


def _link(reader: Reader, iri: NamedNode) -> dict[str, Any]:
    return {"iri": iri.value, "href": reader.links.href(iri)}
