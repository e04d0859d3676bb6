"""What the articles of a store show: all of them, or those other than the ones about to change."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

from graph.evidence import Statement
from graph.projection import Facts
from graph.sparql import bind
from graph.store import Store, Term
from graph.vocabulary import kinds_by_term

_PREFIXES = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX onus: <https://w3id.org/onus/>
PREFIX graph: <https://w3id.org/onus/graph/>
PREFIX dcterms: <http://purl.org/dc/terms/>
"""

EDGES_AT_ONCE = 20_000  # whose statements are read together

STATEMENTS = f"""{_PREFIXES}
SELECT ?claim ?key ?subject ?relation ?target ?stance ?status ?article ?speaker ?speakerName
       ?publisher ?published ?supportKind ?date {{
  VALUES ?key {{ $key }}
  GRAPH ?article {{
    ?claim onus:edge ?key ; rdf:subject ?subject ; rdf:predicate ?relation ; rdf:object ?target ;
      onus:stance ?stance ; onus:status ?status .
    OPTIONAL {{ ?claim onus:asserter ?speaker }}
    OPTIONAL {{ ?claim onus:asserterName ?speakerName }}
    OPTIONAL {{ ?article onus:publisher ?publisher }}
    OPTIONAL {{ ?article dcterms:issued ?published }}
    OPTIONAL {{ ?claim onus:supportKind ?supportKind }}
    OPTIONAL {{ ?claim onus:date ?start }}
    OPTIONAL {{ ?claim onus:dateEnd ?end }}
  }}
  MINUS {{ GRAPH graph:decisions {{ ?claim onus:setAsideBy ?review }} }}
  BIND(COALESCE(?start, ?end) AS ?date)
}}"""

ALL_KEYS = f"{_PREFIXES}SELECT DISTINCT ?key {{ ?claim onus:edge ?key }}"

# Each of these asks one by one whether one is there, by one triple pattern that an index answers and
# filters on what it finds, so that the first one found ends it: Oxigraph would join more patterns whole.
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

ALL_LABELS = f"""{_PREFIXES}SELECT DISTINCT ?actor ?label {{
  GRAPH ?article {{ ?mention onus:denotes ?actor ; onus:name|onus:alias ?label ; onus:kind ?kind }}
  FILTER (?kind != onus:Source)
}}"""

ALL_KINDS = f"""{_PREFIXES}SELECT DISTINCT ?actor ?kind {{
  GRAPH ?article {{ ?mention onus:denotes ?actor ; onus:kind ?kind }}
  FILTER (?kind != onus:Source)
}}"""


def statements_about(
    store: Store, keys: Collection[str], leaving_out: Collection[NamedNode] = ()
) -> dict[str, list[Statement]]:
    """What the standing claims of articles not left out count for, by the keys of these edges."""
    found: dict[str, list[Statement]] = {key: [] for key in keys}
    if not keys:
        return found
    for solution in store.select(bind(STATEMENTS, {"key": [Literal(key) for key in sorted(keys)]})):
        article = _iri(solution["article"])
        if article in leaving_out:
            continue
        kind = solution.get("supportKind")
        statement = Statement(
            claim=_iri(solution["claim"]),
            key=_find_text(solution["key"]) or "",
            subject=_iri(solution["subject"]),
            relation=_iri(solution["relation"]),
            target=_iri(solution["target"]),
            stance=_iri(solution["stance"]),
            status=_iri(solution["status"]),
            article=article,
            speaker=_find_text(solution.get("speaker")),
            speaker_name=_find_text(solution.get("speakerName")),
            publisher=_find_text(solution.get("publisher")),
            published=_find_text(solution.get("published")),
            support_kind=None if kind is None else _iri(kind),
            date=_find_text(solution.get("date")),
        )
        found[statement.key].append(statement)
    return found


def all_statements(store: Store) -> Iterator[dict[str, list[Statement]]]:
    """What all standing claims count for, by the keys of their edges, some edges at a time."""
    keys = [solution["key"] for solution in _texts(store, ALL_KEYS)]
    for start in range(0, len(keys), EDGES_AT_ONCE):
        yield statements_about(store, keys[start : start + EDGES_AT_ONCE])


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


def _find_text(term: Term | None) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None
