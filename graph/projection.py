"""What follows from articles' graphs: the direct triples, and the actors with their names and kinds.

Pure, and a function of sets alone, so that articles in any order, and one article more or less, come to
the same as all anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Triple

from graph.identity import default_actor
from graph.iris import vocabulary
from graph.model import ACCUSATION, SYMMETRIC, ActorKind, Party
from graph.nodes import nodes_of
from graph.terms import (
    ALIAS,
    DENOTES,
    KIND,
    MENTION,
    NAME,
    SOURCE,
)
from graph.vocabulary import (
    ALT_LABEL,
    PREF_LABEL,
    RDF_TYPE,
    kinds_by_term,
    reference_actors,
    reference_triples,
)

ACTOR = vocabulary("Actor")
ASSERTS = vocabulary("asserts")
ACCUSED_OF = vocabulary(ACCUSATION)
CLEARED = frozenset({vocabulary("acquitted"), vocabulary("retracted")})
"""Statuses with which a claim bears no direct triple out."""

SYMMETRIC_RELATIONS = frozenset(vocabulary(name) for name in SYMMETRIC)
"""Relations that hold both ways."""

_CATCH_ALL: ActorKind = "Organization"


@dataclass(frozen=True, slots=True)
class Facts:
    """What articles show of one actor: the names used and the kinds read."""

    labels: frozenset[str] = frozenset()
    kinds: frozenset[ActorKind] = frozenset()

    def __or__(self, other: "Facts") -> "Facts":
        return Facts(self.labels | other.labels, self.kinds | other.kinds)

    def __sub__(self, other: "Facts") -> "Facts":
        return Facts(self.labels - other.labels, self.kinds - other.kinds)


def direct_triples(subject: NamedNode, predicate: NamedNode, target: NamedNode) -> Iterator[Triple]:
    """The claimed triple, and where the relation is symmetric the other way too."""
    yield Triple(subject, predicate, target)
    if predicate in SYMMETRIC_RELATIONS:
        yield Triple(target, predicate, subject)


def actor_facts(triples: Iterable[Triple]) -> dict[NamedNode, Facts]:
    """What an article shows of each actor that it names; its own sources are no actors."""
    facts: dict[NamedNode, Facts] = {}
    kinds = kinds_by_term()
    for node in nodes_of(triples).values():
        if not node.is_a(MENTION) or node.iri_of(KIND) == SOURCE:
            continue
        actor = node.iri_of(DENOTES)
        known = facts.get(actor, Facts())
        facts[actor] = Facts(
            known.labels.union(node.texts(NAME), node.texts(ALIAS)),
            known.kinds | {kinds[node.iri_of(KIND)]},
        )
    return facts


def together(articles: Iterable[Iterable[Triple]]) -> dict[NamedNode, Facts]:
    """What these articles together show of each actor."""
    shown: dict[NamedNode, Facts] = {}
    for triples in articles:
        for actor, facts in actor_facts(triples).items():
            shown[actor] = shown.get(actor, Facts()) | facts
    return shown


def actor_triples(base: str, actor: NamedNode, facts: Facts) -> set[Triple]:
    """All that `graph/actors` holds of an actor; nothing where no article shows it any more.

    Of a reference actor all that is known, and the other names used; of any other its kinds (the
    catch-all Organization only where nothing tells more) and names, the one it is called by first.
    """
    if not facts.kinds:
        return set()
    if (reference := reference_actors().get(actor)) is not None:
        known = {*reference.names, *reference.demonyms, *reference.capitals, *reference.ambiguous_capitals}
        return {
            *reference_triples()[actor],
            *(Triple(actor, ALT_LABEL, Literal(label)) for label in facts.labels - known),
        }
    kinds = facts.kinds - {_CATCH_ALL} or facts.kinds
    called = _called(base, actor, Facts(facts.labels, kinds))
    return {
        Triple(actor, RDF_TYPE, ACTOR),
        *(Triple(actor, RDF_TYPE, vocabulary(kind)) for kind in kinds),
        Triple(actor, PREF_LABEL, Literal(called)),
        *(Triple(actor, ALT_LABEL, Literal(label)) for label in facts.labels - {called}),
    }


def projected_facts(triples: Iterable[Triple]) -> dict[NamedNode, Facts]:
    """The facts that a part of `graph/actors` shows: enough to add to, not to take from."""
    kinds = kinds_by_term()
    return {
        actor: Facts(
            frozenset((*node.texts(PREF_LABEL), *node.texts(ALT_LABEL))),
            frozenset(kinds[kind] for kind in node.iris(RDF_TYPE) if kind in kinds),
        )
        for actor, node in nodes_of(triples).items()
    }


def _called(base: str, actor: NamedNode, facts: Facts) -> str:
    """The name that gave the actor its IRI, in its plainest spelling; else the fullest of its names."""
    own = [
        label
        for label in facts.labels
        if any(default_actor(base, "", Party(name=label, kind=kind)) == actor for kind in facts.kinds)
    ]
    if own:
        return min(own, key=lambda label: (label.isupper(), len(label.split()), len(label), label))
    return min(facts.labels, key=lambda label: (-len(label.split()), -len(label), label))
