"""Networks and paths as models, from the store by way of `graph.network`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from pyoxigraph import Literal, NamedNode

from api.models.claims import Claim
from api.models.common import Link
from api.models.network import EvidencePath, NetworkEdge, NetworkNode, NetworkView, PathStep
from api.records.claims import code_of, describe_claims, reference_to
from api.records.edges import edge_href, read_evidence
from api.records.reader import Reader, nodes, text
from graph.iris import edge_key, vocabulary
from graph.network import Network, Step, ego_network, evidence_paths, most_borne_out, support_network
from graph.sparql import Term
from graph.vocabulary import relations

NAMED = 20
"""How many speakers and publishers an edge names at most."""

FRONTIER = 5000
"""How many actors a search for paths looks around at once."""

CONSIDERED = 10_000
"""Of how many edges at most a network is made, the best corroborated, where no claims are left out:
as many as Virtuoso sorts."""

WEIGHED = 100
"""Of how many claims of a step those are looked for that a filter lets through."""


@dataclass(frozen=True, slots=True)
class NetworkFilter:
    """Which edges and actors a network has; `values` are terms by parameter of the query."""

    values: Mapping[str, Sequence[Term] | Term] = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()
    min_articles: int = 1

    @property
    def narrows(self) -> bool:
        """Whether an edge may not count, for what its claims are."""
        return self.min_articles > 1 or self.leaves_claims_out

    @property
    def leaves_claims_out(self) -> bool:
        """Whether an edge may have claims that do not count."""
        return bool(self.values.keys() - {"relations"})

    def lets(self, claim: Claim) -> bool:
        """Whether a claim counts: by when and by whom it was published, and who says it."""
        published, publisher = claim.article.published, claim.article.publisher
        speaker = claim.speaker.actor.iri if claim.speaker.actor else None
        since, until = (next(iter(self._all(name)), None) for name in ("since", "until"))
        return (
            not (since and (not published or f"{published}~" < since))
            and not (until and (not published or published > f"{until}~"))
            and publisher not in self._all("without_publishers")
            and speaker not in self._all("without_speakers")
        )

    def _all(self, name: str) -> list[str]:
        given = self.values.get(name, ())
        return [text(term) for term in (given if isinstance(given, Sequence) else (given,))]

    def keeps(self, reader: Reader, actor: str) -> bool:
        row = reader.actors.get(actor)
        return row is not None and (not self.kinds or bool(self.kinds & set(row.kinds)))


def read_network(
    reader: Reader, wanted: NetworkFilter, *, centre: str | None = None, depth: int = 1, limit: int
) -> tuple[Network, NetworkView]:
    """What lies so many edges around an actor, or the best connected actors of all, at most `limit`."""

    def read() -> tuple[Network, NetworkView]:
        if centre is None:
            edges = _edges(reader, wanted, {})
            network, left_out = most_borne_out(_build(reader, wanted, edges), limit)
            return network, _view(reader, network, left_out, (), is_cut=_is_cut(wanted, edges))
        return _around(reader, wanted, [centre], depth, limit)

    key = ("network", reader.links, repr(wanted), centre, depth, limit)
    return reader.keep(key, read, lambda made: len(made[1].edges))


def _around(
    reader: Reader, wanted: NetworkFilter, centre: Sequence[str], depth: int, limit: int
) -> tuple[Network, NetworkView]:
    """What lies so many edges around these actors."""
    reached = dict.fromkeys(centre)
    frontier = list(centre)
    batches: list[Sequence[Mapping[str, Term]]] = []
    left_out: set[str] = set()
    for _ in range(depth):
        edges = _edges(reader, wanted, {"actors": nodes(frontier)})
        around = _build(reader, wanted, edges, keep=centre)
        batches.append(edges)
        weights = dict(around.degree(weight="weight"))
        new = sorted(set(around) - reached.keys(), key=lambda actor: (-weights[actor], actor))
        room = max(0, limit - len(reached))
        frontier = new[:room]
        left_out |= set(new[room:])
        reached |= dict.fromkeys(frontier)
        if not frontier:
            break
    if frontier:
        batches.append(_edges(reader, wanted, {"subjects": nodes(frontier), "objects": nodes(frontier)}))
    found = chain.from_iterable(batches)
    once = {(text(edge["subject"]), text(edge["relation"]), text(edge["object"])): edge for edge in found}
    network = _build(reader, wanted, once.values(), keep=centre).subgraph(reached).copy()
    for actor in centre:
        if actor not in network:
            network.add_node(actor, **_node(reader, actor))
    network = ego_network(network, centre, depth)
    is_cut = any(_is_cut(wanted, edges) for edges in batches)
    return network, _view(reader, network, len(left_out - reached.keys()), centre, is_cut=is_cut)


def _view(
    reader: Reader, network: Network, left_out: int, centre: Sequence[str], *, is_cut: bool
) -> NetworkView:
    weights = dict(network.degree(weight="weight"))
    ranked = sorted(network, key=lambda actor: (-weights[actor], actor))
    return NetworkView(
        nodes=tuple(
            NetworkNode(**reference_to(reader, actor).model_dump(), weight=weights[actor]) for actor in ranked
        ),
        edges=tuple(
            sorted(
                (
                    _edge_model(reader, subject, target, edge)
                    for subject, target, edge in network.edges(data=True)
                ),
                key=lambda edge: (-edge.weight, edge.edge),
            )
        ),
        left_out=left_out,
        considered=CONSIDERED if is_cut else None,
        centre=tuple(Link(iri=actor, href=reader.links.href(actor)) for actor in centre),
    )


def find_paths(
    reader: Reader, wanted: NetworkFilter, start: str, end: str, *, max_steps: int, limit: int, claims: int
) -> tuple[EvidencePath, ...]:
    """Shortest chains of alleged relations between two actors, with the claims on each step."""
    between = _between(reader, wanted, start, end, max_steps)
    if not between:
        return ()
    ends = nodes(sorted(between))
    network = _build(reader, wanted, _edges(reader, wanted, {"subjects": ends, "objects": ends}))
    paths = evidence_paths(network, start, end, max_steps=max_steps, limit=limit)
    keys = {_key(step.subject, step.relation, step.object) for step in chain.from_iterable(paths)}
    evidence = read_evidence(reader, keys)
    weighed = WEIGHED if wanted.narrows else claims
    looked_at = dict.fromkeys(
        iri for each in evidence.values() for iri in (*each.assertions[:weighed], *each.denials[:weighed])
    )
    described = describe_claims(reader, list(looked_at)).claims
    known = {claim.iri: claim for claim in described if wanted.lets(claim)}

    def shown(iris: Iterable[str]) -> tuple[Claim, ...]:
        return tuple(known[iri] for iri in iris if iri in known)[:claims]

    def step_model(step: Step) -> PathStep:
        edge = _edge_model(reader, step.subject, step.object, {"relation": step.relation, **step.attributes})
        ends = (step.object, step.subject) if step.reversed else (step.subject, step.object)
        said = evidence[edge.edge]
        return PathStep(
            start=reference_to(reader, ends[0]),
            end=reference_to(reader, ends[1]),
            edge=edge,
            reversed=step.reversed,
            claims=shown(said.assertions),
            denials=shown(said.denials),
        )

    return tuple(EvidencePath(steps=tuple(step_model(step) for step in path)) for path in paths)


def _between(reader: Reader, wanted: NetworkFilter, start: str, end: str, max_steps: int) -> set[str]:
    """Every actor on some shortest path between two, by steps from both ends; none within `max_steps`."""
    if start == end:
        return set()
    far = {start: 0}, {end: 0}
    rims: list[list[str]] = [[start], [end]]
    for _ in range(max_steps):
        side = 0 if len(rims[0]) <= len(rims[1]) else 1
        rims[side] = _next_rim(reader, wanted, rims[side], far[side])
        met = far[0].keys() & far[1].keys()
        if met:
            shortest = min(far[0][actor] + far[1][actor] for actor in met)
            on_path = {actor for actor in met if far[0][actor] + far[1][actor] == shortest}
            return _backwards(reader, wanted, on_path, far[0]) | _backwards(reader, wanted, on_path, far[1])
        if not rims[side]:
            return set()
    return set()


def _next_rim(reader: Reader, wanted: NetworkFilter, rim: Sequence[str], far: dict[str, int]) -> list[str]:
    """The actors one step further, added to those reached."""
    steps = max(far.values()) + 1
    new = [other for _, other in _neighbours(reader, wanted, rim) if other not in far]
    rim = sorted(set(new))[:FRONTIER]
    far.update(dict.fromkeys(rim, steps))
    return rim


def _backwards(reader: Reader, wanted: NetworkFilter, actors: set[str], far: Mapping[str, int]) -> set[str]:
    """These actors and all on shortest ways from them to where `far` is 0."""
    found = set(actors)
    rim = actors
    while rim := {
        other
        for actor, other in _neighbours(reader, wanted, sorted(rim))
        if other in far and far[other] == far[actor] - 1
    }:
        found |= rim
    return found


def _neighbours(reader: Reader, wanted: NetworkFilter, actors: Sequence[str]) -> list[tuple[str, str]]:
    if not actors:
        return []
    if wanted.narrows:
        edges = _build(reader, wanted, _edges(reader, wanted, {"actors": nodes(actors)}), keep=actors).edges()
        around = set(actors)
        pairs = [pair for one, other in edges for pair in ((one, other), (other, one)) if pair[0] in around]
        return [(actor, other) for actor, other in pairs if wanted.keeps(reader, other)]
    values = {"actors": nodes(actors), "relations": wanted.values["relations"]}
    pairs = [
        (text(solution["actor"]), other)
        for solution in reader.kept("neighbours", values)
        for other in text(solution["others"]).split()
    ]
    return [(actor, other) for actor, other in pairs if wanted.keeps(reader, other)]


def _edges(
    reader: Reader, wanted: NetworkFilter, ends: Mapping[str, Sequence[Term]]
) -> list[Mapping[str, Term]]:
    if wanted.leaves_claims_out:
        return list(reader.kept("network-edges", {**wanted.values, **ends}))
    return list(reader.kept("kept-edges", {**wanted.values, **ends, "limit": Literal(CONSIDERED)}))


def _is_cut(wanted: NetworkFilter, edges: Sequence[Mapping[str, Term]]) -> bool:
    return not wanted.leaves_claims_out and len(edges) >= CONSIDERED


def _build(
    reader: Reader,
    wanted: NetworkFilter,
    solutions: Iterable[Mapping[str, Term]],
    keep: Sequence[str] = (),
) -> Network:
    """The network of those solutions whose ends the filter keeps, with names and kinds of actors."""
    named = []
    for solution in solutions:
        ends = {role: text(solution[role]) for role in ("subject", "object")}
        if all(actor in keep or wanted.keeps(reader, actor) for actor in ends.values()):
            about = {role: _node(reader, actor) for role, actor in ends.items()}
            named.append(
                {
                    **solution,
                    **{f"{role}Name": Literal(node["name"]) for role, node in about.items()},
                    **{f"{role}Kind": vocabulary(node["kind"]) for role, node in about.items()},
                }
            )
    return support_network(named, minimum_articles=wanted.min_articles)


def _node(reader: Reader, actor: str) -> dict[str, str]:
    known = reference_to(reader, actor)
    return {"name": known.name, "kind": next(iter(known.kinds), "Actor")}


def _edge_model(reader: Reader, subject: str, target: str, edge: Mapping[str, Any]) -> NetworkEdge:
    relation = relations()[edge["relation"]]
    key = _key(subject, relation.name, target)
    return NetworkEdge(
        subject=subject,
        relation=relation.name,
        relation_label=relation.label,
        subject_name=reference_to(reader, subject).name,
        object=target,
        object_name=reference_to(reader, target).name,
        symmetric=relation.symmetric,
        articles=edge["articles"],
        assertions=edge["assertions"],
        denials=edge["denials"],
        speakers=tuple(edge["speakers"][:NAMED]),
        speaker_count=len(edge["speakers"]),
        publishers=tuple(edge["publishers"][:NAMED]),
        publisher_count=len(edge["publishers"]),
        support_kinds=tuple(code_of(kind) for kind in edge["support_kinds"]),
        first=edge["first"] or None,
        last=edge["last"] or None,
        weight=edge["weight"],
        edge=key,
        href=edge_href(reader, key),
    )


def _key(subject: str, relation: str, target: str) -> str:
    return edge_key(NamedNode(subject), vocabulary(relation), NamedNode(target))
