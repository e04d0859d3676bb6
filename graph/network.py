"""Support networks: who is said to back, lead, join or oppose whom, and how well each edge is borne out.

A network is a networkx MultiDiGraph. Its nodes are actor IRIs with `name` and `kind`. Its edges, keyed by
relation, carry what queries/network-edges.rq counts: `articles`, `assertions`, `denials` (numbers),
`speakers`, `publishers`, `support_kinds` (lists of text), `first` and `last` (days of publication, or ""),
and `weight`: the number of distinct articles plus that of distinct speakers. A relation that holds both ways
is one edge, from the lesser IRI to the greater.

This module is pure: it takes the solutions of queries and knows no store.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, BinaryIO, TypeAlias

import networkx as nx
from networkx.algorithms.community import greedy_modularity_communities
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.model import SYMMETRIC

Term = NamedNode | BlankNode | Literal | Triple
Network: TypeAlias = "nx.MultiDiGraph[str]"

RESPONSIBILITY = ("supports", "leads")
"""Relations along which responsibility is said to run, from a backer or leader to the backed or led."""


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, with its attributes; `reversed` where the path goes from object to subject."""

    subject: str
    relation: str
    object: str
    attributes: Mapping[str, Any]
    reversed: bool = False


def support_network(solutions: Iterable[Mapping[str, Term]], *, minimum_articles: int = 1) -> Network:
    """The network of the solutions of `network-edges`, less edges that fewer articles bear out."""
    network: Network = nx.MultiDiGraph()
    for solution in solutions:
        subject, target = _text(solution["subject"]), _text(solution["object"])
        relation = _text(solution["relation"]).rpartition("/")[2]
        edge = _attributes(solution)
        if edge["articles"] < minimum_articles:
            continue
        for role, iri in (("subject", subject), ("object", target)):
            name = _text(solution[f"{role}Name"]) if f"{role}Name" in solution else iri
            kind = _text(solution[f"{role}Kind"]) if f"{role}Kind" in solution else "Actor"
            network.add_node(iri, name=name, kind=kind.rpartition("/")[2])
        if relation in SYMMETRIC and target < subject:
            subject, target = target, subject
        if network.has_edge(subject, target, relation):
            edge = _joined(network.edges[subject, target, relation], edge)
        network.add_edge(subject, target, relation, relation=relation, **edge)
    return network


def ego_network(network: Network, actors: Collection[str], depth: int = 1) -> Network:
    """What lies at most `depth` edges from one of the actors, in either direction, with all edges between."""
    around = network.to_undirected(as_view=True)
    reached: set[str] = set()
    for actor in actors:
        if actor in network:
            reached |= nx.single_source_shortest_path_length(around, actor, cutoff=depth).keys()
    return network.subgraph(reached).copy()


def most_borne_out(network: Network, limit: int, keep: Collection[str] = ()) -> tuple[Network, int]:
    """The network of the `limit` actors whose edges weigh most, with `keep`; and how many were left out."""
    if network.number_of_nodes() <= limit:
        return network, 0
    weights = network.degree(weight="weight")
    ranked = sorted(network, key=lambda actor: (actor not in keep, -weights[actor], actor))
    return network.subgraph(ranked[:limit]).copy(), network.number_of_nodes() - limit


def evidence_paths(
    network: Network, source: str, target: str, *, max_steps: int = 4, limit: int = 10
) -> list[list[Step]]:
    """Shortest paths between two actors, whatever the direction of the edges; the best borne out first.

    Every path is a list of steps from source to target. Empty where there is none within `max_steps`.
    """
    if source not in network or target not in network:
        return []
    around: nx.Graph[str] = nx.Graph()
    for subject, other, edge in network.edges(data=True):
        if not around.has_edge(subject, other) or around.edges[subject, other]["weight"] < edge["weight"]:
            around.add_edge(subject, other, weight=edge["weight"])
    if source not in around or target not in around:
        return []
    try:
        shortest = nx.shortest_path_length(around, source, target)
    except nx.NetworkXNoPath:
        return []
    if shortest > max_steps:
        return []
    found = []
    for actors in nx.all_shortest_paths(around, source, target):
        found.append([_best_step(network, one, other) for one, other in pairwise(actors)])
        if len(found) >= limit * 10:
            break
    found.sort(key=lambda path: (-min((step.attributes["weight"] for step in path), default=0), str(path)))
    return found[:limit]


def responsibility_paths(
    network: Network, accused: str, *, max_steps: int = 3, relations: Sequence[str] = RESPONSIBILITY
) -> list[list[Step]]:
    """Who is said to support or lead the accused, and who supports or leads them, up to `max_steps` away.

    Each path runs from the remotest backer or leader to the accused and meets no actor twice; shorter paths
    come first. Longer paths say less, not more: every step rests on claims of its own.
    """
    paths: list[list[Step]] = []
    ends = [(accused, list[Step](), {accused})]
    for _ in range(max_steps):
        longer = []
        for actor, path, met in ends:
            for step in _steps_to(network, actor, relations):
                if step.subject not in met:
                    longer.append((step.subject, [step, *path], met | {step.subject}))
        paths += (path for _, path, _ in longer)
        ends = longer
    return paths


def centrality(network: Network) -> dict[str, float]:
    """Each actor's share of the weight of all edges (weighted degree centrality), greatest first."""
    degrees = dict(network.degree(weight="weight"))
    total = sum(degrees.values()) or 1
    return {
        actor: degrees[actor] / total for actor in sorted(degrees, key=lambda each: (-degrees[each], each))
    }


def communities(network: Network) -> list[frozenset[str]]:
    """Groups of actors that support, lead or join one another more than others, largest first.

    By greedy modularity (Clauset, Newman and Moore 2004). `opposes` does not bind; actors that nothing binds
    are left out.
    """
    plain: nx.Graph[str] = nx.Graph()
    for subject, target, edge in sorted(network.edges(data=True), key=_by_ends):
        if edge["relation"] != "opposes":
            before = plain.edges[subject, target]["weight"] if plain.has_edge(subject, target) else 0
            plain.add_edge(subject, target, weight=before + edge["weight"])
    if not plain.number_of_edges():
        return []
    return [frozenset(group) for group in greedy_modularity_communities(plain, weight="weight")]


def write_graphml(network: Network, output: BinaryIO) -> None:
    """The network as GraphML, for yEd, Cytoscape and others."""
    nx.write_graphml(_flat(network), output)


def write_gexf(network: Network, output: BinaryIO) -> None:
    """The network as GEXF, for Gephi."""
    nx.write_gexf(_flat(network), output)


def _flat(network: Network) -> Network:
    """The network with lists as text, as the exchange formats have no lists; labels for their readers."""
    flat: Network = nx.MultiDiGraph()
    for actor in sorted(network):
        node = network.nodes[actor]
        flat.add_node(actor, label=clean(node["name"]), kind=node["kind"])
    for subject, target, edge in sorted(network.edges(data=True), key=_by_ends):
        relation = edge["relation"]
        values = {
            name: "; ".join(value) if isinstance(value, list) else value for name, value in edge.items()
        }
        flat.add_edge(
            subject,
            target,
            relation,
            label=relation,
            **{name: clean(value) if isinstance(value, str) else value for name, value in values.items()},
        )
    return flat


def _by_ends(edge: tuple[str, str, dict[str, Any]]) -> tuple[str, str, str]:
    return edge[0], edge[1], edge[2]["relation"]


def clean(text: str) -> str:
    """The text without the characters that XML 1.0 cannot hold, so that a name cannot break a document."""
    return "".join(char for char in text if char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff"))


def _best_step(network: Network, one: str, other: str) -> Step:
    there = network[one].get(other, {})
    back = network[other].get(one, {})
    steps = [Step(one, str(key), other, edge) for key, edge in there.items()]
    steps += [Step(other, str(key), one, edge, True) for key, edge in back.items()]
    return max(steps, key=lambda step: (step.attributes["weight"], not step.reversed, step.relation))


def _steps_to(network: Network, actor: str, relations: Sequence[str]) -> Iterator[Step]:
    if actor not in network:
        return
    for subject, target, edge in sorted(
        network.in_edges(actor, data=True), key=lambda e: (e[0], e[2]["relation"])
    ):
        if edge["relation"] in relations:
            yield Step(subject, edge["relation"], target, edge)


def _attributes(solution: Mapping[str, Term]) -> dict[str, Any]:
    speakers, articles = _lines(solution, "speakers"), int(_text(solution["articles"]))
    return {
        "articles": articles,
        "assertions": int(_text(solution["assertions"])),
        "denials": int(_text(solution["denials"])),
        "speakers": speakers,
        "publishers": _lines(solution, "publishers"),
        "support_kinds": _lines(solution, "supportKinds"),
        "first": _text(solution["first"]) if "first" in solution else "",
        "last": _text(solution["last"]) if "last" in solution else "",
        "weight": articles + len(speakers),
    }


def _joined(one: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    """Both directions of a relation that holds both ways, as one edge."""
    joined: dict[str, Any] = {}
    for name in ("articles", "assertions", "denials"):
        joined[name] = one[name] + other[name]
    for name in ("speakers", "publishers", "support_kinds"):
        joined[name] = sorted({*one[name], *other[name]})
    joined["first"] = min(filter(None, (one["first"], other["first"])), default="")
    joined["last"] = max(one["last"], other["last"])
    joined["weight"] = joined["articles"] + len(joined["speakers"])
    return joined


def _lines(solution: Mapping[str, Term], name: str) -> list[str]:
    return sorted(filter(None, _text(solution[name]).split("\n"))) if name in solution else []


def _text(term: Term) -> str:
    assert not isinstance(term, Triple)
    return term.value
