"""An actor's dossier: what is said of it, by whom, and what that rests on."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode, Triple

from api.links import local_id
from api.models.actors import ActorItem, Dossier, Section
from api.models.common import Page
from api.models.timeline import Moment
from api.records.claims import describe_claims, reference_to
from api.records.edges import EdgeRow, describe_edges, read_edges
from api.records.reader import ActorRow, Reader
from api.records.selection import ClaimFilter, select_dated
from graph.nodes import nodes_of
from graph.vocabulary import ALT_LABEL, EXACT_MATCH, reference_triples


@dataclass(frozen=True, slots=True)
class _Kind:
    """Edges of one relation, seen from one end: outgoing (True), incoming (False) or either (None)."""

    title: str
    relations: tuple[str, ...]
    outgoing: bool | None

    def has(self, edge: EdgeRow, actor: str) -> bool:
        if edge.relation not in self.relations:
            return False
        return self.outgoing is None or (edge.subject == actor) is self.outgoing


_SECTIONS = {
    "posts": _Kind("Is said to lead or to belong to", ("leads", "memberOf"), True),
    "accused": _Kind("Is accused of", ("accusedOf",), True),
    "supported_by": _Kind("Alleged supporters", ("supports",), False),
    "supports": _Kind("Is said to support", ("supports",), True),
    "led_by": _Kind("Is said to be led by", ("leads",), False),
    "members": _Kind("Is said to have as members", ("memberOf",), False),
    "opposes": _Kind("Is said to oppose", ("opposes",), None),
    "met_with": _Kind("Is said to have met", ("metWith",), None),
    "wanted_by": _Kind("Is said to be wanted by", ("wantedBy",), True),
    "sanctioned_by": _Kind("Is said to be sanctioned by", ("sanctionedBy",), True),
    "seeks": _Kind("Is said to seek", ("wantedBy",), False),
    "has_sanctioned": _Kind("Is said to have sanctioned", ("sanctionedBy",), False),
}

MOMENTS = 10
"""How many claims of its timeline a dossier shows."""


def actor_item(reader: Reader, iri: str) -> ActorItem:
    """An actor as lists show it."""
    known = reference_to(reader, iri)
    row = reader.actors.get(iri) or ActorRow(iri, known.name, known.kinds, 0, 0)
    return ActorItem(**known.model_dump(), id=local_id(iri), claims=row.claims, accusations=row.accusations)


def read_dossier(
    reader: Reader, actor: NamedNode, *, edges: int, claims: int
) -> tuple[Dossier, Callable[[], list[Triple]]]:
    """The dossier, with at most so many edges a section and claims an edge, and its triples."""
    key = ("dossier", reader.links, actor.value, edges, claims)
    about, dossier, shown = reader.keep(
        key, lambda: _read(reader, actor, edges, claims), lambda read: len(read[2])
    )

    def triples() -> list[Triple]:
        direct = reader.describe("direct-triples", {"actor": [actor]})
        return [*about, *direct, *describe_claims(reader, shown).triples]

    return dossier, triples


def _read(
    reader: Reader, actor: NamedNode, edges: int, claims: int
) -> tuple[list[Triple], Dossier, tuple[str, ...]]:
    """What is known of the actor itself, its dossier, and the IRIs of the claims in it."""
    item = actor_item(reader, actor.value)
    rows = read_edges(reader, actors=[actor.value])
    by_section = {
        name: [row for row in rows if kind.has(row, actor.value)] for name, kind in _SECTIONS.items()
    }
    first = {row.key: row for found in by_section.values() for row in found[:edges]}
    described, shown = describe_edges(reader, list(first.values()), actor.value, claims)
    about = reader.describe("described-nodes", {"nodes": [actor]}) or list(reference_triples().get(actor, ()))
    node = nodes_of(about).get(actor)
    here = f"actors/{item.id}"
    sections: dict[str, Any] = {
        name: Section(
            title=kind.title,
            edges=tuple(described[row.key] for row in by_section[name][:edges]),
            total=len(by_section[name]),
            href=reader.links.path(f"{here}/claims?{_claims_query(kind)}"),
        )
        for name, kind in _SECTIONS.items()
    }
    timeline, moments = _timeline(reader, actor, item.id)
    dossier = Dossier(
        **item.model_dump(),
        names=tuple(sorted(node.texts(ALT_LABEL))) if node else (),
        same_as=tuple(sorted(iri.value for iri in node.iris(EXACT_MATCH))) if node else (),
        **sections,
        timeline=timeline,
        links={
            name: reader.links.path(path)
            for name, path in {
                "claims": f"{here}/claims",
                "network": f"{here}/network",
                "timeline": f"timeline?actor={item.id}",
                "said": f"claims?speaker={item.id}",
            }.items()
        },
    )
    return about, dossier, tuple(dict.fromkeys((*shown, *moments)))


def _timeline(reader: Reader, actor: NamedNode, identifier: str) -> tuple[Page[Moment], list[str]]:
    """The latest of what is said of the actor, and the IRIs of these claims."""
    about = ClaimFilter({"actor": [actor]})
    dated, total, cursor = select_dated(
        reader, about, since="", until="", descending=True, cursor=None, limit=MOMENTS
    )
    when = {iri: day for day, iri in dated}
    following = reader.links.path(f"timeline?actor={identifier}&sort=-when&cursor={cursor}")
    moments = tuple(
        Moment(when=when[claim.iri], dated=claim.date is not None, claim=claim)
        for claim in describe_claims(reader, list(when)).claims
    )
    return Page[Moment](items=moments, total=total, next=following if cursor else None), list(when)


def _claims_query(kind: _Kind) -> str:
    relations = "&".join(f"relation={relation}" for relation in kind.relations)
    side = {True: "&as=subject", False: "&as=object", None: ""}[kind.outgoing]
    return relations + side
