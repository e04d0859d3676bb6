"""/timeline: what is said to have happened, in order of when."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from api.dependencies import ReaderDep
from api.models.common import Page
from api.models.timeline import Moment
from api.openapi import forms
from api.records.claims import describe_claims
from api.records.selection import select_dated
from api.resources.lists import list_form, respond_list
from api.resources.parameters import ClaimParameters, claim_filter, claim_reader

router = APIRouter(tags=["Claims"])


class TimelineParameters(ClaimParameters):
    """Filters of claims, and their order. `from` and `until` are about the date shown here; an act lasts
    until its end where its article tells one."""

    sort: Literal["when", "-when"] = Field("when", description="Earliest first, or latest.")


@router.get(
    "/timeline",
    summary="Timeline",
    dependencies=[list_form("timeline")],
    responses=forms(Page[Moment], "csv", failing=(401, 404, 409)),
)
def read_timeline(
    request: Request, reader: ReaderDep, given: Annotated[TimelineParameters, Query()]
) -> Response:
    """Claims by the date of the act where their articles tell one, or that of its end, else by the day of
    publication."""
    reader = claim_reader(request, reader, given)
    page, total, cursor = select_dated(
        reader,
        claim_filter(reader, given, published=False),
        since=given.since or "",
        until=given.until or "",
        descending=given.sort == "-when",
        cursor=given.cursor,
        limit=given.limit,
    )
    described = describe_claims(reader, [iri for _, iri in page])
    when = {iri: date for date, iri in page}
    return respond_list(
        request,
        reader.links,
        [Moment.of(when[claim.iri], claim) for claim in described.claims],
        model=Page[Moment],
        total=total,
        cursor=cursor,
        page="timeline",
        triples=lambda: described.triples,
    )
