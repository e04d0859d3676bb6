"""Alleged relations with what they rest on, and the claims that show it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from api.links import local_id
from api.models.actors import Edge
from api.models.claims import Claim
from api.models.common import Corroboration
from api.records.claims import code_of, describe_claims, newest, reference_to
from api.records.reader import Reader, find_text, number, text
from graph.sparql import Term


@dataclass(frozen=True, slots=True)
class EdgeRow:
    """An edge that some standing claim bears out."""

    key: str
    subject: str
    relation: str
    object: str
    corroboration: Corroboration

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
    """The claims about one edge: IRIs, newest first, with what they say of it."""

    assertions: tuple[str, ...]
    denials: tuple[str, ...]
    statuses: Mapping[str, int]
    support_kinds: tuple[str, ...]


def read_edges(
    reader: Reader,
    *,
    actors: Sequence[str] = (),
    objects: Sequence[str] = (),
    edges: Sequence[str] = (),
) -> list[EdgeRow]:
    """The edges from and to these actors, to these objects, or of these keys; best corroborated first."""
    values: dict[str, Sequence[Term]] = {}
    if actors:
        values["actors"] = [NamedNode(iri) for iri in actors]
    if objects:
        values["objects"] = [NamedNode(iri) for iri in objects]
    if edges:
        values["edges"] = [Literal(key) for key in edges]
    rows = [
        EdgeRow(
            key=text(solution["edge"]),
            subject=text(solution["subject"]),
            relation=local_id(text(solution["relation"])),
            object=text(solution["object"]),
            corroboration=Corroboration(
                articles=number(solution["articles"]),
                publishers=number(solution["publishers"]),
                speakers=number(solution["speakers"]),
                assertions=number(solution["assertions"]),
                denials=number(solution["denials"]),
                first=find_text(solution.get("first")),
                last=find_text(solution.get("last")),
            ),
        )
        for solution in reader.kept("edges", values)
    ]
    return sorted(rows, key=lambda row: row.rank)


def read_evidence(reader: Reader, edges: Iterable[str]) -> dict[str, Evidence]:
    """The standing claims of the edges of these keys, by key."""
    keys = sorted(edges)
    if not keys:
        return {}
    asserting: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    denying: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    statuses: defaultdict[str, Counter[str]] = defaultdict(Counter)
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for solution in reader.kept("edge-claims", {"edges": [Literal(key) for key in keys]}):
        key, claim = text(solution["edge"]), (text(solution["claim"]), text(solution["article"]))
        if local_id(text(solution["stance"])) == "denies":
            denying[key].append(claim)
            continue
        asserting[key].append(claim)
        statuses[key][local_id(text(solution["status"]))] += 1
        if kind := find_text(solution.get("supportKind")):
            kinds[key][local_id(kind)] += 1
    return {
        key: Evidence(
            tuple(newest(reader, asserting[key])),
            tuple(newest(reader, denying[key])),
            dict(sorted(statuses[key].items())),
            tuple(kind for kind, _ in kinds[key].most_common()),
        )
        for key in keys
    }


def describe_edges(
    reader: Reader, edges: Sequence[EdgeRow], actor: str, claims: int
) -> tuple[dict[str, Edge], tuple[str, ...]]:
    """The edges as the actor's dossier shows them, by key, each with at most so many claims of each stance.

    Also the IRIs of the claims shown.
    """
    evidence = read_evidence(reader, [edge.key for edge in edges])
    shown = dict.fromkeys(
        iri for each in evidence.values() for iri in (*each.assertions[:claims], *each.denials[:claims])
    )
    by_iri = {claim.iri: claim for claim in describe_claims(reader, list(shown)).claims}

    def known(iris: Iterable[str]) -> tuple[Claim, ...]:
        return tuple(by_iri[iri] for iri in iris if iri in by_iri)

    described = {
        edge.key: Edge(
            other=reference_to(reader, edge.other(actor)),
            relation=edge.relation,
            corroboration=edge.corroboration,
            statuses=dict(evidence[edge.key].statuses),
            support_kinds=tuple(code_of(kind) for kind in evidence[edge.key].support_kinds),
            claims=known(evidence[edge.key].assertions[:claims]),
            denials=known(evidence[edge.key].denials[:claims]),
            href=edge_href(reader, edge.key),
        )
        for edge in edges
    }
    return described, tuple(shown)


def edge_href(reader: Reader, key: str) -> str:
    """Path of all claims about an edge; both ways where it holds both ways."""
    return reader.links.path(f"claims?edge={quote(key)}")
