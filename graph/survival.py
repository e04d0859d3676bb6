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

# Each of these asks one by one whether one is there, by one triple pattern that an index answers and
# filters on what it finds, so that the first one found ends it: Oxigraph would join more patterns whole.
SURVIVING_EDGES = f"""{_PREFIXES}SELECT ?edge {{
  VALUES ?edge {{ $edge }}
  FILTER EXISTS {{
    GRAPH ?article {{ ?claim onus:edge ?edge }}
    FILTER(?article NOT IN ($article))
    FILTER EXISTS {{ ?claim onus:stance onus:asserts }}
    FILTER NOT EXISTS {{ ?claim onus:status onus:acquitted }}
    FILTER NOT EXISTS {{ ?claim onus:status onus:retracted }}
    {_STANDING}
  }}
}}"""

DENOTED_ACTORS = f"""{_PREFIXES}SELECT ?actor {{
  VALUES ?actor {{ $actor }}
  FILTER EXISTS {{
    GRAPH ?article {{ ?mention onus:denotes ?actor }}
    FILTER(?article NOT IN ($article))
  }}
}}"""

SURVIVING_KINDS = f"""{_PREFIXES}SELECT ?actor ?kind {{
  VALUES (?actor ?kind) {{ PAIRS }}
  FILTER EXISTS {{
    GRAPH ?article {{ ?mention onus:denotes ?actor }}
    FILTER(?article NOT IN ($article))
    FILTER EXISTS {{ ?mention onus:kind ?kind }}
  }}
}}"""

SURVIVING_LABELS = f"""{_PREFIXES}SELECT ?actor ?label {{
  VALUES (?actor ?text) {{ PAIRS }}
  BIND(STR(?text) AS ?label)
  FILTER (
    EXISTS {{
      GRAPH ?article {{ ?mention onus:name ?label }}
      FILTER(?article NOT IN ($article))
      FILTER EXISTS {{ ?mention onus:denotes ?actor }}
    }} || EXISTS {{
      GRAPH ?article {{ ?mention onus:alias ?label }}
      FILTER(?article NOT IN ($article))
      FILTER EXISTS {{ ?mention onus:denotes ?actor }}
    }}
  )
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


def denoted_actors(
    store: Store, actors: Sequence[NamedNode], leaving_out: Sequence[NamedNode]
) -> set[NamedNode]:
    """Those of the actors whom an article not left out names."""
    if not actors:
        return set()
    found = _texts(store, DENOTED_ACTORS, actor=actors, article=leaving_out)
    return {NamedNode(solution["actor"]) for solution in found}


def surviving_facts(
    store: Store, facts: Mapping[NamedNode, Facts], leaving_out: Sequence[NamedNode]
) -> dict[NamedNode, Facts]:
    """Of each actor, those of its facts that an article not left out shows."""
    terms = {kind: term for term, kind in kinds_by_term().items()}
    kinds = [(actor, terms[kind]) for actor, shown in facts.items() for kind in sorted(shown.kinds)]
    labels = [(actor, Literal(label)) for actor, shown in facts.items() for label in sorted(shown.labels)]
    return {actor: Facts() for actor in facts} | _gathered(
        (
            *_paired(store, SURVIVING_KINDS, kinds, leaving_out),
            *_paired(store, SURVIVING_LABELS, labels, leaving_out),
        )
    )


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


def _paired(
    store: Store, query: str, pairs: Sequence[tuple[Term, Term]], leaving_out: Sequence[NamedNode]
) -> Iterator[dict[str, str]]:
    """Solutions of a query for these pairs of terms, which a VALUES block takes one by one."""
    if not pairs:
        return iter(())
    written = " ".join(f"($one{place} $other{place})" for place in range(len(pairs)))
    values: dict[str, Sequence[Term]] = {"article": leaving_out}
    for place, (one, other) in enumerate(pairs):
        values |= {f"one{place}": [one], f"other{place}": [other]}
    return _texts(store, query.replace("PAIRS", written), **values)


def _texts(store: Store, query: str, **values: Sequence[Term]) -> Iterator[dict[str, str]]:
    """Each solution as plain texts: IRIs, and what literals say."""
    for solution in store.select(bind(query, values)):
        yield {name: term.value for name, term in solution.items() if isinstance(term, NamedNode | Literal)}


def _iri(term: Term) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term
