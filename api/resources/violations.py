"""/violations: the codes of what actors are accused of."""

from collections import defaultdict
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pyoxigraph import NamedNode

from api.dependencies import ReaderDep
from api.links import local_id
from api.models.actors import Accused
from api.models.common import Page
from api.models.violations import ViolationDetail, ViolationItem
from api.openapi import forms
from api.records.claims import reference_to
from api.records.cursors import cut
from api.records.edges import edge_href, read_edges
from api.records.reader import Reader, nodes, text
from api.representation import respond
from api.resources.lists import next_page, respond_list
from api.resources.parameters import Identifier, Listed, with_narrower
from graph.iris import violation as violation_iri
from graph.vocabulary import Violation, broader_codes, violation, violations

router = APIRouter(tags=["Violations"])


@router.get("/violations", summary="Violation codes", responses=forms(Page[ViolationItem], "csv"))
def list_violations(request: Request, reader: ReaderDep, given: Annotated[Listed, Query()]) -> Response:
    """Every code, by name, with how many actors are accused of it. A code says what is alleged."""
    accused = _accused(reader)
    known = list(violations().values())
    page, cursor = cut(
        known,
        lambda each: (each.label.casefold(), each.code),
        descending=False,
        cursor=given.cursor,
        limit=given.limit,
    )
    return respond_list(
        request,
        reader.links,
        [_item(reader, each, accused) for each in page],
        model=Page[ViolationItem],
        total=len(known),
        cursor=cursor,
        page="violations",
        triples=lambda: reader.describe(
            "described-nodes", {"nodes": [violation_iri(each.code) for each in page]}
        ),
    )


@router.get(
    "/violations/{code}", summary="A violation code", responses=forms(ViolationDetail, "csv", failing=(404,))
)
def read_violation(
    request: Request, reader: ReaderDep, code: Identifier, given: Annotated[Listed, Query()]
) -> Response:
    """What the code means, its place among the others, and who is accused of it or of a narrower one."""
    known = violation(code)
    accused = _accused(reader)
    rows = read_edges(reader, objects=[each.value for each in with_narrower(violation_iri(code))])
    page, cursor = cut(rows, lambda row: row.rank, descending=False, cursor=given.cursor, limit=given.limit)
    shown = tuple(
        Accused(
            actor=reference_to(reader, row.subject),
            violation=reference_to(reader, row.object),
            corroboration=row.corroboration,
            href=edge_href(reader, row.key),
        )
        for row in page
    )
    detail = ViolationDetail(
        **dict(_item(reader, known, accused)),
        names=(*known.alt_labels, *known.verb_labels),
        ancestors=tuple(_item(reader, violation(each), accused) for each in broader_codes(code)),
        narrower=tuple(
            _item(reader, each, accused) for each in violations().values() if each.broader == code
        ),
        accused_actors=Page[Accused](
            items=shown, total=len(rows), next=next_page(request, reader.links, cursor)
        ),
        claims=reader.links.path(f"claims?violation={code}"),
    )
    return respond(
        request,
        detail,
        page="violation",
        triples=lambda: reader.describe(
            "described-nodes", {"nodes": [violation_iri(code), *nodes({row.subject for row in page})]}
        ),
        rows=shown,
        row_model=Accused,
    )


def _accused(reader: Reader) -> dict[str, set[str]]:
    """Who is accused of each code or of one below it."""
    accused: defaultdict[str, set[str]] = defaultdict(set)
    for solution in reader.kept("accused"):
        code = local_id(text(solution["violation"]))
        if code in violations():
            for each in (code, *broader_codes(code)):
                accused[each].add(text(solution["actor"]))
    return accused


def _item(reader: Reader, known: Violation, accused: dict[str, set[str]]) -> ViolationItem:
    iri: NamedNode = violation_iri(known.code)
    return ViolationItem(
        iri=iri.value,
        href=reader.links.href(iri),
        code=known.code,
        name=known.label,
        definition=known.definition,
        notation=known.notation,
        broader=known.broader,
        accused=len(accused.get(known.code, ())),
    )
