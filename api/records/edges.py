"""Alleged relations with what they rest on, and the claims that show it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from api.links import local_id
from api.models.actors import Edge
from api.models.claims import Claim
from api.models.common import Corroboration, Reference
from api.records.claims import code_of
from api.records.reader import Reader, nodes, text
from graph.evidence import COUNTS, EDGE_CLASS, FIRST, FROM, KEY, LAST, NEWEST, RELATION, TO, TOLD
from graph.nodes import Node, nodes_of
from graph.sparql import Term
from graph.vocabulary import support_kinds


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge that some standing claim bears out.

    `told` says how many claims that assert it have which status and kind of support; `assertions` and
    `denials` are IRIs of the newest claims of each stance.
    """

    iri: str
    key: str
    subject: str
    relation: str
    object: str
    corroboration: Corroboration
    told: Mapping[str, int]
    assertions: tuple[str, ...]
    denials: tuple[str, ...]

    def other(self, actor: str) -> str:
        """The end that is not this actor."""
        return self.object if self.subject == actor else self.subject

    @property
    def rank(self) -> tuple[int, int, int, str]:
        """Best corroborated first."""
        rests = self.corroboration
        return -rests.speakers, -rests.articles, -rests.assertions, self.key


@dataclass(frozen=True, slots=True)
class Evidence:
    """IRIs of claims about one edge, newest first."""

    assertions: tuple[str, ...]
    denials: tuple[str, ...]


def read_edges(reader: Reader, *, objects: Sequence[str] = (), keys: Sequence[str] = ()) -> list[EdgeRow]:
    """The edges to these objects, or of these keys; best corroborated first."""
    values: dict[str, Sequence[Term]] = {}
    if objects:
        values["objects"] = [NamedNode(iri) for iri in objects]
    if keys:
        values["keys"] = [Literal(key) for key in keys]

    def read() -> list[EdgeRow]:
        return describe_edges(reader, [text(each["edge"]) for each in reader.select("edges", values)])

    return reader.keep(("edges", *objects, *keys), read, len)


def first_edges(reader: Reader, listed: NamedNode, limit: int) -> list[str]:
    """IRIs of the best corroborated edges of a list of `graph/order`."""
    found = reader.select("edges", {"list": listed, "limit": Literal(limit)})
    return [text(solution["edge"]) for solution in found]


def describe_edges(reader: Reader, edges: Collection[str]) -> list[EdgeRow]:
    """The edges of these IRIs, best corroborated first."""
    triples = reader.describe("described-nodes", {"nodes": nodes(edges)}) if edges else []
    rows = [_edge_row(node) for node in nodes_of(triples).values() if node.is_a(EDGE_CLASS)]
    return sorted(rows, key=lambda row: row.rank)


def read_evidence(reader: Reader, keys: Iterable[str]) -> dict[str, Evidence]:
    """The standing claims of the edges of these keys, by key."""
    wanted = sorted(keys)
    if not wanted:
        return {}
    found: defaultdict[tuple[str, bool], list[tuple[str, str]]] = defaultdict(list)
    for solution in reader.select("edge-claims", {"edges": [Literal(key) for key in wanted]}):
        is_denial = local_id(text(solution["stance"])) == "denies"
        dated = (text(solution.get("published")), text(solution["claim"]))
        found[text(solution["edge"]), is_denial].append(dated)

    def ordered(key: str, is_denial: bool) -> tuple[str, ...]:
        return tuple(claim for _, claim in sorted(found[key, is_denial], reverse=True))

    return {key: Evidence(ordered(key, False), ordered(key, True)) for key in wanted}


def edge_model(reader: Reader, edge: EdgeRow, other: Reference, claims: Mapping[str, Claim]) -> Edge:
    """The edge as the dossier of an actor shows it, with those of these claims that are about it.

    `other` is its other end.
    """
    kinds = support_kinds()

    def known(iris: Iterable[str]) -> tuple[Claim, ...]:
        return tuple(claims[iri] for iri in iris if iri in claims)

    return Edge(
        other=other,
        relation=edge.relation,
        corroboration=edge.corroboration,
        statuses={name: edge.told[name] for name in sorted(edge.told.keys() - kinds)},
        support_kinds=tuple(code_of(name) for name in edge.told if name in kinds),
        claims=known(edge.assertions),
        denials=known(edge.denials),
        href=edge_href(reader, edge.key),
    )


def _edge_row(node: Node) -> EdgeRow:
    counts = {name: node.find_number(term) or 0 for name, term in COUNTS.items()}
    told = [(name, int(count)) for name, _, count in (each.rpartition(" ") for each in node.texts(TOLD))]
    newest = {stance: tuple((node.find_text(term) or "").split()) for stance, term in NEWEST.items()}
    return EdgeRow(
        iri=node.iri.value,
        key=node.text(KEY),
        subject=node.iri_of(FROM).value,
        relation=node.term(RELATION),
        object=node.iri_of(TO).value,
        corroboration=Corroboration(**counts, first=node.find_text(FIRST), last=node.find_text(LAST)),
        told=dict(sorted(told, key=lambda each: (-each[1], each[0]))),
        **newest,
    )


def edge_href(reader: Reader, key: str) -> str:
    """Path of all claims about an edge; both ways where it holds both ways."""
    return reader.links.path(f"claims?edge={quote(key)}")
