"""The vocabulary as Python values, read once from the Turtle files of `ontology/`.

What is here is what the program needs of it: relations, violation codes, support kinds and reference
actors. Definitions and alignments beyond that are asked in SPARQL, from `graph/ontology`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TypeVar, get_args

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

import ontology
from graph.errors import UnknownTermError
from graph.iris import fold_name, vocabulary
from graph.model import ActorKind

RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
RDFS_LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
OWL_SYMMETRIC = NamedNode("http://www.w3.org/2002/07/owl#SymmetricProperty")
SKOS = "http://www.w3.org/2004/02/skos/core#"
PREF_LABEL = NamedNode(SKOS + "prefLabel")
ALT_LABEL = NamedNode(SKOS + "altLabel")
DEFINITION = NamedNode(SKOS + "definition")
BROADER = NamedNode(SKOS + "broader")
NOTATION = NamedNode(SKOS + "notation")
EXACT_MATCH = NamedNode(SKOS + "exactMatch")
SKOS_CONCEPT = NamedNode(SKOS + "Concept")
SKOS_SCHEME = NamedNode(SKOS + "ConceptScheme")

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A kind of direct triple: `supports`, `accusedOf`. Labels read subject to object, and back."""

    name: str
    label: str
    inverse_label: str
    definition: str
    symmetric: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """A code of the violation scheme, with the words news uses for it.

    `alt_labels` are nouns and `verb_labels` verbs (base form) that name it by themselves ("pillage",
    "loot"); `nouns_with_victims` and `verbs_with_victims` name it only together with one of `victims`
    ("shell" with "civilian"). `notation` is the article of the Rome Statute, where there is one.
    """

    code: str
    label: str
    definition: str
    alt_labels: tuple[str, ...]
    verb_labels: tuple[str, ...]
    nouns_with_victims: tuple[str, ...]
    verbs_with_victims: tuple[str, ...]
    victims: tuple[str, ...]
    broader: str | None
    notation: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportKind:
    """What support consists of: troops, weapons, funding."""

    code: str
    label: str
    definition: str
    alt_labels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceActor:
    """An actor that every store knows: a state, an international body, a court, a news agency.

    `alt_labels` are its other names; `demonyms` ("Emirati") and `capitals` ("Abu Dhabi") stand for a
    state in news without being names of it; `ambiguous_capitals` ("Victoria") only where something else
    tells that the government is meant. `exact_matches` are its IRIs elsewhere.
    """

    iri: NamedNode
    kind: ActorKind
    label: str
    alt_labels: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    ambiguous_capitals: tuple[str, ...]
    exact_matches: tuple[NamedNode, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its label, then its other names."""
        return (self.label, *self.alt_labels)


@cache
def relations() -> Mapping[str, Relation]:
    """Every relation by its local name."""
    return MappingProxyType(
        {
            _local_name(term): Relation(
                name=_local_name(term),
                label=values.text(RDFS_LABEL),
                inverse_label=values.text(vocabulary("inverseLabel")),
                definition=values.text(DEFINITION),
                symmetric=OWL_SYMMETRIC in values.nodes(RDF_TYPE),
            )
            for term, values in _terms("onus.ttl").items()
            if vocabulary("Relation") in values.nodes(RDF_TYPE)
        }
    )


@cache
def violations() -> Mapping[str, Violation]:
    """Every violation code."""
    terms = _terms("violations.ttl")
    victim_label = vocabulary("victimLabel")
    scheme_victims = tuple(
        label
        for values in terms.values()
        if SKOS_SCHEME in values.nodes(RDF_TYPE)
        for label in values.texts(victim_label)
    )
    return MappingProxyType(
        {
            _local_name(term): Violation(
                code=_local_name(term),
                label=values.text(PREF_LABEL),
                definition=values.text(DEFINITION),
                alt_labels=values.texts(ALT_LABEL),
                verb_labels=values.texts(vocabulary("verbLabel")),
                nouns_with_victims=values.texts(vocabulary("nounLabelWithVictims")),
                verbs_with_victims=values.texts(vocabulary("verbLabelWithVictims")),
                victims=values.texts(victim_label) or scheme_victims,
                broader=next((_local_name(node) for node in values.nodes(BROADER)), None),
                notation=next(iter(values.texts(NOTATION)), None),
            )
            for term, values in terms.items()
            if SKOS_CONCEPT in values.nodes(RDF_TYPE)
        }
    )


@cache
def support_kinds() -> Mapping[str, SupportKind]:
    """Every kind of support by its code."""
    return MappingProxyType(
        {
            _local_name(term): SupportKind(
                code=_local_name(term),
                label=values.text(PREF_LABEL),
                definition=values.text(DEFINITION),
                alt_labels=values.texts(ALT_LABEL),
            )
            for term, values in _terms("support_kinds.ttl").items()
            if SKOS_CONCEPT in values.nodes(RDF_TYPE)
        }
    )


@cache
def reference_actors() -> Mapping[NamedNode, ReferenceActor]:
    """Every reference actor by its IRI."""
    kinds = kinds_by_term()
    actors = {}
    for term, values in _terms("actors.ttl").items():
        kind = next((kinds[node] for node in values.nodes(RDF_TYPE) if node in kinds), None)
        if kind is None:
            continue
        actors[term] = ReferenceActor(
            iri=term,
            kind=kind,
            label=values.text(PREF_LABEL),
            alt_labels=values.texts(ALT_LABEL),
            demonyms=values.texts(vocabulary("demonym")),
            capitals=values.texts(vocabulary("capital")),
            ambiguous_capitals=values.texts(vocabulary("ambiguousCapital")),
            exact_matches=values.nodes(EXACT_MATCH),
        )
    return MappingProxyType(actors)


@cache
def reference_triples() -> Mapping[NamedNode, frozenset[Triple]]:
    """All that the vocabulary says of each reference actor."""
    triples: defaultdict[NamedNode, set[Triple]] = defaultdict(set)
    for quad in parse(path=str(ontology.path("actors.ttl")), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and quad.subject in reference_actors():
            triples[quad.subject].add(quad.triple)
    return MappingProxyType({actor: frozenset(known) for actor, known in triples.items()})


@cache
def kinds_by_term() -> Mapping[NamedNode, ActorKind]:
    """Each kind of actor, and Source, by its class."""
    kinds: tuple[ActorKind, ...] = get_args(ActorKind)
    return MappingProxyType({vocabulary(kind): kind for kind in kinds})


@cache
def kind_labels() -> Mapping[str, str]:
    """What each kind of actor, and Source, is called."""
    terms = _terms("onus.ttl")
    return MappingProxyType({kind: terms[node].text(RDFS_LABEL) for node, kind in kinds_by_term().items()})


@cache
def actors_by_name() -> Mapping[str, tuple[ReferenceActor, ...]]:
    """Reference actors by each of their names, folded by `iris.fold_name`."""
    return _index({actor: actor.names for actor in reference_actors().values()})


@cache
def states_by_metonym() -> Mapping[str, tuple[ReferenceActor, ...]]:
    """States by demonym and capital, folded: what stands for a state without being its name."""
    return _index({actor: (*actor.demonyms, *actor.capitals) for actor in reference_actors().values()})


def relation(name: str) -> Relation:
    """The relation of that name. Raises UnknownTermError."""
    return _known(relations(), name, "relation")


def violation(code: str) -> Violation:
    """The violation of that code. Raises UnknownTermError."""
    return _known(violations(), code, "violation code")


def broader_codes(code: str) -> tuple[str, ...]:
    """The codes above a violation, nearest first. Raises UnknownTermError."""
    above = []
    parent = violation(code).broader
    while parent is not None:
        above.append(parent)
        parent = violation(parent).broader
    return tuple(above)


class _Values:
    """The objects of one subject, by predicate; texts and nodes in a stable order, each once."""

    def __init__(self) -> None:
        self._objects: defaultdict[NamedNode, set[object]] = defaultdict(set)

    def add(self, predicate: NamedNode, value: object) -> None:
        self._objects[predicate].add(value)

    def texts(self, predicate: NamedNode) -> tuple[str, ...]:
        found = self._objects.get(predicate, ())
        return tuple(sorted({term.value for term in found if isinstance(term, Literal)}))

    def text(self, predicate: NamedNode) -> str:
        """The one text, or the first; empty where there is none."""
        return next(iter(self.texts(predicate)), "")

    def nodes(self, predicate: NamedNode) -> tuple[NamedNode, ...]:
        nodes = (term for term in self._objects.get(predicate, ()) if isinstance(term, NamedNode))
        return tuple(sorted(nodes, key=lambda node: node.value))


def _terms(file: str) -> dict[NamedNode, _Values]:
    terms: defaultdict[NamedNode, _Values] = defaultdict(_Values)
    for quad in parse(path=str(ontology.path(file)), format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode):
            terms[quad.subject].add(quad.predicate, quad.object)
    return dict(sorted(terms.items(), key=lambda item: item[0].value))


def _index(names: Mapping[ReferenceActor, Iterable[str]]) -> Mapping[str, tuple[ReferenceActor, ...]]:
    index: defaultdict[str, dict[ReferenceActor, None]] = defaultdict(dict)
    for actor, actor_names in names.items():
        for name in actor_names:
            index[fold_name(name)][actor] = None
    return MappingProxyType({name: tuple(actors) for name, actors in index.items()})


def _known(terms: Mapping[str, T], name: str, what: str) -> T:
    try:
        return terms[name]
    except KeyError:
        raise UnknownTermError(f"no {what} {name!r} in the vocabulary", given=name) from None


def _local_name(term: NamedNode) -> str:
    return term.value.rsplit("/", 1)[-1].rsplit("#", 1)[-1]
