"""/claims: who says what of whom."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response
from pydantic import Field
from pyoxigraph import NamedNode

from api.dependencies import ReaderDep, TextsDep
from api.models.claims import Change, Claim, ClaimDetail
from api.models.common import Page, Reference
from api.openapi import forms
from api.records.claims import Described, describe_claims, reviews_by_claim
from api.records.decisions import claims_reviewed, correction_of
from api.records.edges import edge_href, read_edges, read_evidence
from api.records.passages import FEW_WORDS, MORE_WORDS, context_of
from api.records.reader import Reader
from api.records.selection import ClaimFilter, select_claims
from api.records.withheld import withheld_reader
from api.representation import respond
from api.resources.lists import list_form, respond_list
from api.resources.parameters import ClaimParameters, Identifier, claim_filter, claim_reader
from api.resources.reading import find_kept_text, readable
from api.security import has_key
from graph.errors import UnknownClaimError
from graph.nodes import nodes_of
from graph.terms import ARTICLE_TEXTS

router = APIRouter(tags=["Claims"])

BESIDE = 20
"""How many claims of the same edge stand beside one."""


class ClaimListParameters(ClaimParameters):
    """Filters of claims, and their order."""

    sort: Literal["-published", "published"] = Field(
        "-published", description="Latest article first, or earliest; within an article as its text goes."
    )


@router.get(
    "/claims",
    summary="Claims",
    dependencies=[list_form("claims")],
    responses=forms(Page[Claim], "csv", failing=(401, 404, 409)),
)
def list_claims(
    request: Request, reader: ReaderDep, given: Annotated[ClaimListParameters, Query()]
) -> Response:
    """Claims that match all filters, each with who says it, in which words and where."""
    reader = claim_reader(request, reader, given)
    return claims_page(request, reader, claim_filter(reader, given), given)


def claims_page(
    request: Request, reader: Reader, wanted: ClaimFilter, given: ClaimListParameters
) -> Response:
    """A page of the claims that match."""
    selected = select_claims(
        reader,
        wanted,
        newest_first=given.sort == "-published",
        cursor=given.cursor,
        limit=given.limit,
    )
    described = describe_claims(reader, selected.claims)
    return respond_list(
        request,
        reader.links,
        described.claims,
        model=Page[Claim],
        total=selected.total,
        cursor=selected.next,
        page="claims",
        triples=lambda: described.triples,
    )


@router.get("/claims/{id}", summary="A claim", responses=forms(ClaimDetail, failing=(403, 404)))
def read_claim(request: Request, reader: ReaderDep, texts: TextsDep, id: Identifier) -> Response:
    """A claim with other claims of the same, and with who denies it."""
    iri = reader.links.iri("claims", id)
    shown = _reader_of(request, reader, iri) if iri else reader
    described = describe_claims(shown, [iri.value]) if iri else Described((), ())
    if iri is None or not described.claims:
        reviewed = iri is not None and iri in reader.decisions.reviews
        gone = " any longer: its article was withdrawn" if reviewed else ""
        raise UnknownClaimError(f"no claim has the id {id[:200]!r}{gone}")
    claim = described.claims[0]
    edge = next(iter(read_edges(reader, keys=[claim.edge])), None)
    also, denials = _beside(reader, claim)
    beside = describe_claims(reader, [*also, *denials])
    by_iri = {each.iri: each for each in beside.claims}
    article = nodes_of(described.triples)[NamedNode(claim.article.iri)]
    digest = article.text(ARTICLE_TEXTS["text_sha256"])
    may_read = readable(request, reader, article.iri)
    text = None if may_read == "quotes" else find_kept_text(texts, digest)
    words = MORE_WORDS if may_read == "all" else FEW_WORDS
    correction, changed = _correction(reader, claim)
    detail = ClaimDetail(
        **dict(claim),
        context=None if text is None else context_of(text, claim.quote, words),
        corroboration=edge.corroboration if edge else None,
        also=tuple(by_iri[each] for each in also if each in by_iri),
        denials=tuple(by_iri[each] for each in denials if each in by_iri),
        same_edge=edge_href(reader, claim.edge),
        text_sha256=digest,
        corrected_by=correction,
        changes=changed,
    )
    return respond(request, detail, page="claim", triples=lambda: [*described.triples, *beside.triples])


def _correction(reader: Reader, claim: Claim) -> tuple[Reference | None, tuple[Change, ...]]:
    """The claim that stands in the place of this one, and what a correction of or by this one changed."""
    original = NamedNode(claim.revision_of.iri if claim.revision_of else claim.iri)
    decision = reviews_by_claim(reader).get(original)
    if decision is None:
        return None, ()
    replacement, changed = correction_of(reader, decision, claims_reviewed(reader, [decision]))
    return (None if claim.revision_of else replacement), changed


def _reader_of(request: Request, reader: Reader, claim: NamedNode) -> Reader:
    if not reader.decisions.is_withheld(claim):
        return reader
    if not has_key(request):
        raise HTTPException(403, "this claim is withheld by a review; holders of a key may read it")
    return withheld_reader(reader)


def _beside(reader: Reader, claim: Claim) -> tuple[list[str], list[str]]:
    """Other claims that assert and that deny the same."""
    evidence = read_evidence(reader, [claim.edge])[claim.edge]
    assertions = [each for each in evidence.assertions if each != claim.iri]
    denials = [each for each in evidence.denials if each != claim.iri]
    return assertions[:BESIDE], denials[:BESIDE]
