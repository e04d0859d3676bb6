"""/search: names, aliases, titles and quotes, however they are spelt."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field
from pyoxigraph import NamedNode

from api.dependencies import ReaderDep
from api.models.claims import Claim
from api.models.common import Page
from api.models.search import SearchHit
from api.openapi import forms
from api.records.claims import describe_claims, reference_to
from api.records.cursors import read_cursor, write_cursor
from api.records.reader import Reader
from api.records.search import Hit, SearchIndex
from api.resources.lists import respond_list
from api.resources.parameters import Listed, Text

router = APIRouter(tags=["Search"])


class SearchParameters(Listed):
    """What to look for."""

    q: Text | None = Field(
        None,
        description="Words, in any spelling alike; none find nothing.",
        examples=["Hifter", "attack on Tripoli"],
    )
    kind: list[Literal["actor", "violation", "article", "claim"]] = Field(
        [], description="Only these kinds of things."
    )
    limit: int = Field(20, ge=1, le=200, description="How many at most on this page.")


@router.get("/search", summary="Search", responses=forms(Page[SearchHit], "csv"))
def search(request: Request, reader: ReaderDep, given: Annotated[SearchParameters, Query()]) -> Response:
    """Actors, violations, articles and claims that match all words, best first: names before quotes."""
    hits = _hits(request, reader, given)
    start = int(read_cursor(given.cursor, (0,))[0]) if given.cursor is not None else 0
    page = hits[max(0, start) : max(0, start) + given.limit]
    more = start + given.limit < len(hits)
    described = describe_claims(reader, [hit.iri for hit in page if hit.kind == "claim"])
    claims = {claim.iri: claim for claim in described.claims}
    items = [found for hit in page if (found := _item(reader, hit, claims)) is not None]
    others = [NamedNode(hit.iri) for hit in page if hit.kind != "claim"]
    return respond_list(
        request,
        reader.links,
        items,
        model=Page[SearchHit],
        total=len(hits),
        cursor=write_cursor((start + given.limit,)) if more else None,
        page="search",
        triples=lambda: [
            *(reader.describe("described-nodes", {"nodes": others}) if others else ()),
            *described.triples,
        ],
    )


def _hits(request: Request, reader: Reader, given: SearchParameters) -> list[Hit]:
    if given.q is None:
        return []
    index = index_of(request)
    index.refresh(reader)
    return index.search(given.q, given.kind)


def index_of(request: Request) -> SearchIndex:
    """The index that lives as long as the service."""
    index: SearchIndex | None = getattr(request.app.state, "search", None)
    if index is None:
        index = request.app.state.search = SearchIndex()
    return index


def _item(reader: Reader, hit: Hit, claims: dict[str, Claim]) -> SearchHit | None:
    found: dict[str, Any] = {"kind": hit.kind, "matched": hit.matched, "score": round(hit.score, 4)}
    if hit.kind == "claim":
        claim = claims.get(hit.iri)
        if claim is None:
            return None
        return SearchHit(
            iri=hit.iri, href=claim.href, name=claim.summary, kinds=("Claim",), claim=claim, **found
        )
    if hit.kind == "article":
        href = reader.links.href(hit.iri)
        return SearchHit(iri=hit.iri, href=href, name=hit.matched, kinds=("Article",), claim=None, **found)
    return SearchHit(**reference_to(reader, hit.iri).model_dump(), claim=None, **found)
