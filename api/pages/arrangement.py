"""Putting the parts of a resource in the order in which a page shows them."""

from collections.abc import Sequence

from api.models.actors import Edge

UNTOLD = frozenset({"unknown", "other"})


def by_support_kind(edges: Sequence[Edge]) -> list[tuple[str, list[Edge]]]:
    """Edges under the kind of support that most of their claims tell; those without last, under "".

    The order of edges stays as it is inside each.
    """
    groups: dict[str, list[Edge]] = {}
    for edge in edges:
        told = [kind.label for kind in edge.support_kinds if kind.code not in UNTOLD]
        groups.setdefault(told[0] if told else "", []).append(edge)
    return sorted(groups.items(), key=lambda group: not group[0])
