"""/network, /actors/{id}/network and /paths: who is said to back, lead, join or oppose whom."""

import io
from collections.abc import Callable, Sequence
from typing import Annotated, Self
from typing import Literal as OneOf

from fastapi import APIRouter, Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field, model_validator
from pyoxigraph import Literal, NamedNode, Triple

from api.dependencies import ReaderDep
from api.models.claims import Claim
from api.models.network import EvidencePath, NetworkEdge, NetworkNode, NetworkView, Paths
from api.negotiation import LINKED_FORMATS, negotiate
from api.openapi import forms
from api.records import networks
from api.records.claims import describe_claims, reference_to
from api.records.networks import NetworkFilter, find_paths
from api.records.reader import Reader
from api.refilling import form_of, keep_form
from api.representation import respond
from api.resources.parameters import Date, Dated, Identifier, Text, check_period
from graph.drawing import draw_svg
from graph.iris import vocabulary
from graph.model import ActorKind
from graph.network import Network, write_gexf, write_graphml
from graph.sparql import Term

router = APIRouter(tags=["Network"])

Relation = OneOf["supports", "leads", "memberOf", "opposes", "wantedBy", "sanctionedBy", "metWith"]


class EdgeParameters(BaseModel):
    """Which edges count."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    relation: list[Relation] = Field(
        ["supports", "leads", "memberOf", "opposes"], description="Only these relations."
    )
    kind: list[ActorKind] = Field([], description="Only actors of these kinds.", examples=[["State"]])
    exclude_publisher: list[Text] = Field(
        [], description="Without the claims in articles of these publishers."
    )
    exclude_speaker: list[Text] = Field(
        [], description="Without the claims of these speakers: name, alias, id or IRI."
    )
    min_articles: int = Field(1, ge=1, le=10_000, description="Only edges that so many articles assert.")
    format: str | None = Field(None, description="Form of the answer, instead of the Accept header.")


class NetworkParameters(EdgeParameters, Dated):
    """Filters of a network."""

    limit: int = Field(
        200,
        ge=1,
        le=5000,
        description="How many actors at most, best connected first; `left_out` counts the others.",
    )


class EgoParameters(NetworkParameters):
    """Filters of the network around an actor."""

    depth: int = Field(1, ge=1, le=3, description="How many edges away at most.")


class PathParameters(EdgeParameters):
    """Between whom, and along what."""

    start: Text | None = Field(
        None, alias="from", description="An actor: name, alias, id or IRI.", examples=["Egypt"]
    )
    end: Text | None = Field(
        None,
        alias="to",
        description="Another actor. The page alone is there without both: it asks for them.",
        examples=["Khalifa Haftar"],
    )
    published_from: Date | None = Field(None, description="Published from this day, month or year on.")
    published_until: Date | None = Field(None, description="Published until this day, month or year.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        check_period(self.published_from, self.published_until)
        return self

    max_steps: int = Field(4, ge=1, le=6, description="How many steps at most.")
    limit: int = Field(10, ge=1, le=50, description="How many paths at most.")
    claims: int = Field(3, ge=1, le=20, description="How many claims at most of each stance on each step.")


FORMS = ("csv", "graphml", "gexf", "svg")


NOTHING = NetworkView(nodes=(), edges=(), left_out=0, considered=None, centre=())


def _actor_form(request: Request, reader: ReaderDep, id: Identifier) -> None:
    centre = reference_to(reader, reader.actor(id).value)
    node = NetworkNode(**dict(centre), weight=0)
    keep_form(request, "network", NOTHING.model_copy(update={"nodes": (node,), "centre": (centre,)}))


@router.get(
    "/network",
    summary="The whole network",
    dependencies=[form_of("network", NOTHING)],
    responses=forms(NetworkView, *FORMS, failing=(404, 409)),
)
def read_network(
    request: Request, reader: ReaderDep, given: Annotated[NetworkParameters, Query()]
) -> Response:
    """The best connected actors and all edges between them."""
    network, view = networks.read_network(
        reader, _filter(reader, given, given.since, given.until), limit=given.limit
    )
    return _respond(request, reader, network, view, "The network of alleged relations")


@router.get(
    "/actors/{id}/network",
    summary="The network around an actor",
    dependencies=[Depends(_actor_form)],
    responses=forms(NetworkView, *FORMS, failing=(404, 409)),
)
def read_actor_network(
    request: Request, reader: ReaderDep, id: Identifier, given: Annotated[EgoParameters, Query()]
) -> Response:
    """Who is so many alleged relations away, with all edges between them."""
    actor = reader.actor(id).value
    network, view = networks.read_network(
        reader,
        _filter(reader, given, given.since, given.until),
        centre=actor,
        depth=given.depth,
        limit=given.limit,
    )
    title = f"Alleged relations around {reference_to(reader, actor).name}"
    return _respond(request, reader, network, view, title)


@router.get(
    "/paths",
    summary="Paths between two actors",
    dependencies=[form_of("paths", Paths(start=None, end=None, paths=()))],
    responses=forms(Paths, "csv", failing=(404, 409)),
)
def read_paths(request: Request, reader: ReaderDep, given: Annotated[PathParameters, Query()]) -> Response:
    """Shortest chains of alleged relations, whichever way they go, with the claims on every step."""
    ends = {"from": given.start, "to": given.end}
    missing = [
        {"type": "missing", "loc": ("query", name), "msg": ""} for name, end in ends.items() if not end
    ]
    if missing and not negotiate(request, ("json", "html", *LINKED_FORMATS, "csv")) == "html":
        raise RequestValidationError(missing)
    start, end = (reader.find_actor(name).value if name else None for name in (given.start, given.end))
    wanted = _filter(reader, given, given.published_from, given.published_until)
    found: tuple[EvidencePath, ...] = ()
    if start and end:
        found = find_paths(
            reader, wanted, start, end, max_steps=given.max_steps, limit=given.limit, claims=given.claims
        )
    paths = Paths(
        start=reference_to(reader, start) if start else None,
        end=reference_to(reader, end) if end else None,
        paths=found,
    )
    claims = {
        claim.iri: claim for path in found for step in path.steps for claim in (*step.claims, *step.denials)
    }
    return respond(
        request,
        paths,
        page="paths",
        triples=lambda: describe_claims(reader, list(claims)).triples,
        rows=tuple(claims.values()),
        row_model=Claim,
    )


def _filter(reader: Reader, given: EdgeParameters, since: str | None, until: str | None) -> NetworkFilter:
    values: dict[str, Sequence[Term] | Term] = {"relations": [vocabulary(name) for name in given.relation]}
    if given.exclude_publisher:
        values["without_publishers"] = [Literal(name) for name in given.exclude_publisher]
    if given.exclude_speaker:
        values["without_speakers"] = [reader.find_actor(name) for name in given.exclude_speaker]
    if since:
        values["since"] = Literal(since)
    if until:
        values["until"] = Literal(until)
    return NetworkFilter(values, frozenset(given.kind), given.min_articles)


def _respond(request: Request, reader: Reader, network: Network, view: NetworkView, title: str) -> Response:
    def written(write: Callable[[Network, io.BytesIO], None]) -> bytes:
        output = io.BytesIO()
        write(network, output)
        return output.getvalue()

    return respond(
        request,
        view,
        page="network",
        triples=lambda: [*map(_triple, view.edges), *_names(reader, view)],
        rows=view.edges,
        row_model=NetworkEdge,
        others={
            "graphml": lambda: written(write_graphml),
            "gexf": lambda: written(write_gexf),
            "svg": lambda: draw_svg(network, title, view.left_out),
        },
    )


def _triple(edge: NetworkEdge) -> Triple:
    return Triple(NamedNode(edge.subject), vocabulary(edge.relation), NamedNode(edge.object))


def _names(reader: Reader, view: NetworkView) -> list[Triple]:
    if not view.nodes:
        return []
    return reader.describe("described-nodes", {"nodes": [NamedNode(node.iri) for node in view.nodes]})
