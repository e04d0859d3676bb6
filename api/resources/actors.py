"""/actors: who is said to have done what, and who backs and commands them."""

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import ReaderDep
from api.links import local_id
from api.models.actors import MOST_EDGES, ActorItem, Dossier, SourceDetail
from api.models.claims import Claim
from api.models.common import Page
from api.openapi import forms
from api.records.claims import describe_claims
from api.records.cursors import Place, cut
from api.records.dossiers import Shown, actor_item, read_dossier
from api.records.reader import ActorRow, nodes, text
from api.records.selection import ClaimFilter, select_claims
from api.refilling import keep_form
from api.representation import respond
from api.resources.claims import ClaimListParameters, claims_page
from api.resources.lists import NOTHING, list_form, respond_list
from api.resources.parameters import Identifier, Listed, Text, claim_filter, claim_reader, with_narrower
from graph.errors import UnknownActorError
from graph.finding import find_violation
from graph.model import ActorKind
from graph.nodes import nodes_of
from graph.terms import SOURCE
from graph.vocabulary import RDFS_LABEL

router = APIRouter(tags=["Actors"])


class ActorParameters(Listed):
    """Filters of actors, and their order."""

    kind: list[ActorKind] = Field([], description="Only these kinds.", examples=[["Person"]])
    violation: Text | None = Field(None, description="Only those accused of this code or a narrower one.")
    min_claims: int = Field(0, ge=0, le=10**9, description="Only those with so many claims about them.")
    sort: Literal["-claims", "-accusations", "name"] = Field(
        "-claims", description="Most claims first, most accusations first, or by name."
    )


@router.get(
    "/actors",
    summary="Actors",
    dependencies=[list_form("actors")],
    responses=forms(Page[ActorItem], "csv", failing=(404,)),
)
def list_actors(request: Request, reader: ReaderDep, given: Annotated[ActorParameters, Query()]) -> Response:
    """Everybody whom articles name as actors; being named says nothing of guilt."""
    rows = [
        row
        for row in reader.actors.values()
        if row.claims >= given.min_claims and (not given.kind or set(given.kind) & set(row.kinds))
    ]
    if given.violation:
        codes = {code.value for code in with_narrower(find_violation(given.violation))}
        accused = {
            text(solution["actor"])
            for solution in reader.kept("accused")
            if text(solution["violation"]) in codes
        }
        rows = [row for row in rows if row.iri in accused]

    def place(row: ActorRow) -> Place:
        match given.sort:
            case "name":
                return row.name.casefold(), row.iri
            case "-accusations":
                return row.accusations, row.iri
            case _:
                return row.claims, row.iri

    page, cursor = cut(rows, place, descending=given.sort != "name", cursor=given.cursor, limit=given.limit)
    return respond_list(
        request,
        reader.links,
        [actor_item(reader, row.iri) for row in page],
        model=Page[ActorItem],
        total=len(rows),
        cursor=cursor,
        page="actors",
        triples=lambda: reader.describe("described-nodes", {"nodes": nodes(row.iri for row in page)}),
    )


class DossierParameters(BaseModel):
    """How much a dossier shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    edges: int = Field(10, ge=1, le=MOST_EDGES, description="How many edges at most in each section.")
    quoted: int = Field(
        4,
        ge=0,
        le=100,
        description="How many edges of each section come with claims; other posts with the newest.",
    )
    claims: int = Field(
        2, ge=1, le=20, description="How many claims at most of each stance on each of these."
    )
    format: str | None = Field(None, description="Form of the answer, instead of the Accept header.")


@router.get("/actors/{id}", summary="An actor's dossier", responses=forms(Dossier, failing=(404,)))
def read_actor(
    request: Request, reader: ReaderDep, id: Identifier, given: Annotated[DossierParameters, Query()]
) -> Response:
    """Names, posts, accusations with denials beside them, support and command, each with who says so."""
    shown = Shown(given.edges, given.quoted, given.claims)
    dossier, triples = read_dossier(reader, reader.actor(id), shown)
    return respond(request, dossier, page="actor", triples=triples)


class ActorClaimParameters(ClaimListParameters):
    """Filters of an actor's claims, and their order."""

    role: Literal["subject", "object", "either"] = Field(
        "either", alias="as", description="Claims of which the actor is the subject, the object, or either."
    )


def _claims_form(request: Request, reader: ReaderDep, id: Identifier) -> None:
    reader.actor(id)
    keep_form(request, "claims", NOTHING)


@router.get(
    "/actors/{id}/claims",
    summary="Claims about an actor",
    dependencies=[Depends(_claims_form)],
    responses=forms(Page[Claim], "csv", failing=(401, 404, 409)),
)
def list_actor_claims(
    request: Request, reader: ReaderDep, id: Identifier, given: Annotated[ActorClaimParameters, Query()]
) -> Response:
    """What is said of the actor, with the same filters as /claims."""
    actor = reader.actor(id)
    reader = claim_reader(request, reader, given)
    wanted = claim_filter(reader, given)
    side = "actor" if given.role == "either" else given.role
    also = wanted.values.get(side)
    if also is not None and also != [actor]:
        wanted = ClaimFilter(impossible=True)
    else:
        wanted = ClaimFilter({**wanted.values, side: [actor]}, wanted.flags, wanted.impossible)
    return claims_page(request, reader, wanted, given)


@router.get("/sources/{id}", summary="A source of one article", responses=forms(SourceDetail, failing=(404,)))
def read_source(request: Request, reader: ReaderDep, id: Identifier) -> Response:
    """A speaker that one article cites without identifying it, with what it says there."""
    iri = reader.links.iri("sources", id)
    about = reader.describe("described-nodes", {"nodes": [iri]}) if iri else []
    node = nodes_of(about).get(iri) if iri else None
    if iri is None or node is None or not node.is_a(SOURCE):
        raise UnknownActorError(f"no source has the id {id[:200]!r}")
    said = ClaimFilter({"speakers": [iri]})
    selected = select_claims(reader, said, newest_first=True, cursor=None, limit=100)
    described = describe_claims(reader, selected.claims)
    source = SourceDetail(
        iri=iri.value,
        href=reader.links.href(iri),
        id=local_id(iri),
        name=node.text(RDFS_LABEL),
        claims=described.claims,
    )
    return respond(request, source, page="source", triples=lambda: [*about, *described.triples])
