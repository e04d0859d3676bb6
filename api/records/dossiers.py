"""An actor's dossier: what is said of it, by whom, and what that rests on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from api.links import local_id
from api.models.actors import ActorItem, Dossier, Section
from api.models.common import Page
from api.models.timeline import Moment
from api.records.claims import describe_claims, reference_to, references
from api.records.edges import EdgeRow, describe_edges, edge_model, first_edges
from api.records.reader import ActorRow, Reader, number
from api.records.selection import ClaimFilter, list_sizes, select_dated
from graph.evidence import Side, list_iri
from graph.iris import ACTORS, edge_key, violation, vocabulary
from graph.nodes import nodes_of
from graph.projection import ACCUSED_OF
from graph.vocabulary import ALT_LABEL, EXACT_MATCH, reference_triples, violations


@dataclass(frozen=True, slots=True)
class _Kind:
    """Edges of one relation, seen from one end: outgoing (True), incoming (False) or either (None)."""

    title: str
    relations: tuple[str, ...]
    outgoing: bool | None

    def lists(self, base: str, actor: NamedNode) -> list[NamedNode]:
        """The lists of `graph/order` that have these edges."""
        side: Side = "object" if self.outgoing is False else "subject"
        return [list_iri(base, actor, vocabulary(relation), side) for relation in self.relations]


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


@dataclass(frozen=True, slots=True)
class Shown:
    """How much of a dossier: edges a section, those of them that come with claims, claims a stance on each.

    The other posts come with their newest claim: it tells whether they have ended.
    """

    edges: int
    quoted: int
    claims: int

    def claims_of(self, section: str, rows: Sequence[EdgeRow]) -> Iterator[str]:
        """IRIs of the claims that come with the edges of a section."""
        for row in rows[: self.quoted]:
            yield from row.assertions[: self.claims]
            yield from row.denials[: self.claims]
        for row in rows[self.quoted :] if section == "posts" else ():
            yield from row.assertions[:1]


def actor_item(reader: Reader, iri: str) -> ActorItem:
    """An actor as lists show it."""
    known = reference_to(reader, iri)
    row = reader.actors.get(iri) or ActorRow(iri, known.name, known.kinds, 0, 0)
    return ActorItem(**known.model_dump(), id=local_id(iri), claims=row.claims, accusations=row.accusations)


def read_dossier(
    reader: Reader, actor: NamedNode, shown: Shown
) -> tuple[Dossier, Callable[[], list[Triple]]]:
    """The dossier and its triples.

    Only what is shown is read, however much is said of the actor; the rest is counted.
    """
    about, dossier, claims = _read(reader, actor, shown)

    def triples() -> list[Triple]:
        direct = reader.describe("direct-triples", {"actor": [actor]})
        return [*about, *direct, *describe_claims(reader, claims).triples]

    return dossier, triples


def _read(reader: Reader, actor: NamedNode, shown: Shown) -> tuple[list[Triple], Dossier, tuple[str, ...]]:
    """What is known of the actor itself, its dossier, and the IRIs of the claims in it."""
    base = reader.links.base
    lists = {name: kind.lists(base, actor) for name, kind in _SECTIONS.items()}
    sizes = list_sizes(reader, [each for several in lists.values() for each in several])
    listed = {
        name: [iri for each in several if each in sizes for iri in first_edges(reader, each, shown.edges)]
        for name, several in lists.items()
    }
    known = describe_edges(reader, dict.fromkeys(iri for several in listed.values() for iri in several))
    rows = {
        name: [row for row in known if row.iri in several][: shown.edges] for name, several in listed.items()
    }
    quoted = {name: dict.fromkeys(shown.claims_of(name, several)) for name, several in rows.items()}
    latest, moments, cursor = select_dated(
        reader,
        ClaimFilter({"actor": [actor]}),
        since="",
        until="",
        descending=True,
        cursor=None,
        limit=MOMENTS,
    )
    claims = tuple(
        dict.fromkeys((*(iri for each in quoted.values() for iri in each), *(iri for _, iri in latest)))
    )
    by_iri = {claim.iri: claim for claim in describe_claims(reader, claims).claims}
    others = references(reader, [row.other(actor.value) for several in rows.values() for row in several])
    about = reader.describe("described-nodes", {"nodes": [actor], "graph": ACTORS})
    about = about or list(reference_triples().get(actor, ()))
    node = nodes_of(about).get(actor)
    item = _item(reader, actor)
    here = f"actors/{item.id}"
    sections: dict[str, Any] = {
        name: Section(
            title=kind.title,
            edges=tuple(
                edge_model(
                    reader,
                    row,
                    others[row.other(actor.value)],
                    {iri: by_iri[iri] for iri in quoted[name] if iri in by_iri},
                )
                for row in rows[name]
            ),
            total=sum(sizes.get(each, 0) for each in lists[name]),
            href=reader.links.path(f"{here}/claims?{_claims_query(kind)}"),
        )
        for name, kind in _SECTIONS.items()
    }
    following = reader.links.path(f"timeline?actor={item.id}&sort=-when&cursor={cursor}")
    timeline = Page[Moment](
        items=tuple(Moment.of(when, by_iri[iri]) for when, iri in latest if iri in by_iri),
        total=moments,
        next=following if cursor else None,
    )
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
    return about, dossier, claims


def _item(reader: Reader, actor: NamedNode) -> ActorItem:
    """The actor as lists show it, read for it alone."""
    known = references(reader, [actor.value])[actor.value]
    accusations = [edge_key(actor, ACCUSED_OF, violation(code)) for code in violations()]
    counts = (
        reader.select("actor-claims", {"actor": actor}),
        reader.select("claims-of-edges", {"edges": [Literal(key) for key in accusations]}),
    )
    claims, accused = (number(solution["claims"]) for several in counts for solution in several)
    return ActorItem(**known.model_dump(), id=local_id(actor), claims=claims, accusations=accused)


def _claims_query(kind: _Kind) -> str:
    relations = "&".join(f"relation={relation}" for relation in kind.relations)
    side = {True: "&as=subject", False: "&as=object", None: ""}[kind.outgoing]
    return relations + side
