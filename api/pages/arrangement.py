"""Putting the parts of a resource in the order in which a page shows them."""

from collections.abc import Sequence

from api.models.actors import Edge
from api.models.vocabulary import TermItem

UNTOLD = frozenset({"unknown", "other"})

_TYPES: tuple[tuple[str, frozenset[str]], ...] = (
    ("Relations", frozenset({"Relation"})),
    ("Classes", frozenset({"Class"})),
    ("Properties", frozenset({"ObjectProperty", "DatatypeProperty", "Property"})),
    ("Other terms", frozenset()),
)


def by_support_kind(edges: Sequence[Edge]) -> list[tuple[str, list[Edge]]]:
    """Edges under the kind of support that most of their claims tell; those without last, under "".

    The order of edges stays as it is inside each.
    """
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        told = [kind.label for kind in edge.support_kinds if kind.code not in UNTOLD]
        groups.setdefault(told[0] if told else "", []).append(edge)
    return sorted(groups.items(), key=lambda group: not group[0])


def by_type(terms: Sequence[TermItem]) -> list[tuple[str, list[TermItem]]]:
    """Terms of the vocabulary under what they are; relations before other properties."""
    groups: dict[str, list[TermItem]] = {heading: [] for heading, _ in _TYPES}
    for term in terms:
        types = {iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1] for iri in term.types}
        groups[next(heading for heading, known in _TYPES if not known or known & types)].append(term)
    return [(heading, found) for heading, found in groups.items() if found]
