"""What the articles of a store show: all of them, or those other than the ones about to change."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import Literal, NamedNode

import queries
from graph.evidence import Statement
from graph.projection import Facts
from graph.sparql import bind
from graph.store import Store, Term
from graph.vocabulary import kinds_by_term

EDGES_AT_ONCE = 20_000  # whose statements are read together


def statements_about(
    store: Store, keys: Collection[str], leaving_out: Collection[NamedNode] = ()
) -> dict[str, list[Statement]]:
    """What the standing claims of articles not left out count for, by the keys of these edges."""
    found: dict[str, list[Statement]] = {key: [] for key in keys}
    if not keys:
        return found
    asked = bind(queries.text("store", "statements"), {"key": [Literal(key) for key in sorted(keys)]})
    for solution in store.select(asked):
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
    keys = [solution["key"] for solution in _texts(store, "all-keys")]
    for start in range(0, len(keys), EDGES_AT_ONCE):
        yield statements_about(store, keys[start : start + EDGES_AT_ONCE])


def denoted_actors(
    store: Store, actors: Sequence[NamedNode], leaving_out: Sequence[NamedNode]
) -> set[NamedNode]:
    """Those of the actors whom an article not left out names."""
    if not actors:
        return set()
    found = _texts(store, "denoted-actors", actor=actors, article=leaving_out)
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
            *_paired(store, "surviving-kinds", kinds, leaving_out),
            *_paired(store, "surviving-labels", labels, leaving_out),
        )
    )


def all_facts(store: Store) -> dict[NamedNode, Facts]:
    """What all articles together show of each actor."""
    return _gathered((*_texts(store, "all-labels"), *_texts(store, "all-kinds")))


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
    store: Store, name: str, pairs: Sequence[tuple[Term, Term]], leaving_out: Sequence[NamedNode]
) -> Iterator[dict[str, str]]:
    """Solutions of the query of that name for these pairs of terms, which a VALUES block takes one by one."""
    if not pairs:
        return iter(())
    written = " ".join(f"($one{place} $other{place})" for place in range(len(pairs)))
    values: dict[str, Sequence[Term]] = {"article": leaving_out}
    for place, (one, other) in enumerate(pairs):
        values |= {f"one{place}": [one], f"other{place}": [other]}
    return _texts(store, name, written, **values)


def _texts(store: Store, name: str, pairs: str = "", **values: Sequence[Term]) -> Iterator[dict[str, str]]:
    """Each solution of the query of that name as plain texts: IRIs, and what literals say."""
    query = queries.text("store", name).replace("$pairs", pairs)
    for solution in store.select(bind(query, values)):
        yield {name: term.value for name, term in solution.items() if isinstance(term, NamedNode | Literal)}


def _iri(term: Term) -> NamedNode:
    assert isinstance(term, NamedNode)
    return term


def _find_text(term: Term | None) -> str | None:
    return term.value if isinstance(term, NamedNode | Literal) else None
