"""What the articles of a store show: all of them, or those other than the ones about to change."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Triple

from graph.projection import Facts, direct_triples
from graph.sparql import bind
from graph.store import Store, Term
from graph.vocabulary import kinds_by_term

_PREFIXES = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX onus: <https://w3id.org/onus/>
PREFIX graph: <https://w3id.org/onus/graph/>
"""
_BEARING = """?claim onus:stance onus:asserts ; onus:status ?status
    FILTER (?status NOT IN (onus:acquitted, onus:retracted))"""
_STANDING = "FILTER NOT EXISTS { GRAPH graph:decisions { ?claim onus:setAsideBy ?review } }"
_ELSEWHERE = "FILTER NOT EXISTS { VALUES ?article { $article } }"

# Each asks edge by edge (actor by actor) whether one is there, so that it ends at the first one found.
SURVIVING_EDGES = f"""{_PREFIXES}SELECT ?edge {{
  VALUES ?edge {{ $edge }}
  FILTER EXISTS {{
    GRAPH ?article {{ ?claim onus:edge ?edge . {_BEARING} }}
    {_ELSEWHERE}
    {_STANDING}
  }}
}}"""

SURVIVING_LABELS = f"""{_PREFIXES}SELECT ?actor ?label {{
  VALUES ?actor {{ $actor }} VALUES ?label {{ $label }}
  FILTER EXISTS {{
    GRAPH ?article {{ ?mention onus:name|onus:alias ?label ; onus:denotes ?actor }}
    {_ELSEWHERE}
  }}
}}"""

SURVIVING_KINDS = f"""{_PREFIXES}SELECT ?actor ?kind {{
  VALUES ?actor {{ $actor }} VALUES ?kind {{ $kind }}
  FILTER EXISTS {{
    GRAPH ?article {{ ?mention onus:denotes ?actor ; onus:kind ?kind }}
    {_ELSEWHERE}
  }}
}}"""

CLAIMED_TRIPLES = f"""{_PREFIXES}SELECT DISTINCT ?s ?p ?o {{
  GRAPH ?article {{ ?claim rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o . {_BEARING} }}
  {_STANDING}
}}"""

ALL_LABELS = f"""{_PREFIXES}SELECT DISTINCT ?actor ?label {{
  GRAPH ?article {{ ?mention onus:denotes ?actor ; onus:name|onus:alias ?label ; onus:kind ?kind }}
  FILTER (?kind != onus:Source)
}}"""

ALL_KINDS = f"""{_PREFIXES}SELECT DISTINCT ?actor ?kind {{
  GRAPH ?article {{ ?mention onus:denotes ?actor ; onus:kind ?kind }}
  FILTER (?kind != onus:Source)
}}"""


def surviving_edges(store: Store, edges: Collection[str], leaving_out: Sequence[NamedNode]) -> set[str]:
    """Those of the edges (keys) that a claim of an article not left out bears out."""
    if not edges:
        return set()
    asked = [Literal(edge) for edge in sorted(edges)]
    found = _texts(store, SURVIVING_EDGES, edge=asked, article=leaving_out)
    return {solution["edge"] for solution in found}


def surviving_facts(
    store: Store, losing: Mapping[NamedNode, Facts], leaving_out: Sequence[NamedNode]
) -> dict[NamedNode, Facts]:
    """Of each actor, those of the given labels, and all kinds, that an article not left out shows."""
    if not losing:
        return {}
    actors, kinds = list(losing), list(kinds_by_term())
    labels = [
        Literal(label) for label in sorted(set[str]().union(*(lost.labels for lost in losing.values())))
    ]
    found = list(_texts(store, SURVIVING_KINDS, actor=actors, kind=kinds, article=leaving_out))
    if labels:
        found += _texts(store, SURVIVING_LABELS, actor=actors, label=labels, article=leaving_out)
    return {actor: Facts() for actor in actors} | _gathered(found)


def all_direct(store: Store) -> frozenset[Triple]:
    """Every direct triple that some claim bears out."""
    return frozenset(
        triple
        for solution in store.select(CLAIMED_TRIPLES)
        for triple in direct_triples(_iri(solution["s"]), _iri(solution["p"]), _iri(solution["o"]))
    )


def all_facts(store: Store) -> dict[NamedNode, Facts]:
    """What all articles together show of each actor."""
    return _gathered((*_texts(store, ALL_LABELS), *_texts(store, ALL_KINDS)))


def _gathered(solutions: Iterable[Mapping[str, str]]) -> dict[NamedNode, Facts]:
    kinds = kinds_by_term()
    facts: dict[NamedNode, tuple[set[str], set[str]]] = {}
    for solution in solutions:
        labels, found = facts.setdefault(NamedNode(solution["actor"]), (set(), set()))
        labels |= {solution["label"]} if "label" in solution else set()
        found |= {solution["kind"]} if "kind" in solution else set()
    return {
        actor: Facts(frozenset(labels), frozenset(kinds[NamedNode(kind)] for kind in found))
        for actor, (labels, found) in facts.items()
    }


def _texts(store: Store, query: str, **values: Sequence[Term]) -> Iterator[dict[str, str]]:
    """Each solution as plain texts: IRIs, and what literals say."""
    for solution in store.select(bind(query, values)):
        yield {name: term.value for name, term in solution.items() if isinstance(term, NamedNode | Literal)}


def _iri(term: Term) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term
