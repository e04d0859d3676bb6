"""/decisions: reviews of claims, identity of actors, and taking decisions back."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.openapi.models import Example
from fastapi.responses import Response
from pydantic import Field
from pyoxigraph import NamedNode, Triple

from api.dependencies import LinksDep, ReaderDep, ServiceDep, TextsDep
from api.dependencies import reader as reader_of
from api.models.claims import Claim
from api.models.common import Page
from api.models.decisions import (
    DecisionInput,
    DecisionItem,
    KeepApartInput,
    MergeInput,
    ReviewInput,
    UndoInput,
)
from api.openapi import forms
from api.records.cursors import cut
from api.records.decisions import claims_reviewed, correction_of, party, reference_of_matter
from api.records.reader import Reader
from api.representation import check_form, respond
from api.resources.lists import list_form, respond_list
from api.resources.parameters import Listed
from api.security import Writer, has_key
from graph.deciding import correct_claim, keep_apart, merge_actors, review_claim, undo_decision
from graph.decisions import Decision, Review, Undoing, decision_triples, shown_triples
from graph.errors import UnknownDecisionError, UsageError
from graph.finding import find_claim, read_mention
from graph.identity import Apart, Same
from graph.iris import decision_iri
from graph.store import Store
from graph.texts import TextFolder

router = APIRouter(tags=["Decisions"])

Shows = Callable[[Decision], bool]

EXAMPLES: dict[str, Example] = {
    "review": {
        "value": {
            "kind": "review",
            "claim": "0b1c2d3e4f5061728394a5b6",
            "state": "rejected",
            "author": "A. Reader",
            "reason": "the quote is about another general",
        }
    }
}


class DecisionParameters(Listed):
    """Filters of decisions, and their order."""

    stands: bool | None = Field(None, description="Only those that stand, or only those undone.")
    sort: Literal["-number", "number"] = Field("-number", description="Latest first, or earliest.")


@router.get(
    "/decisions",
    summary="Decisions",
    dependencies=[list_form("decisions")],
    responses=forms(Page[DecisionItem], "csv"),
)
def list_decisions(
    request: Request, reader: ReaderDep, given: Annotated[DecisionParameters, Query()]
) -> Response:
    """What people decided about the record, with who, when and why."""
    standing = _standing(reader)
    wanted = [
        each
        for each in reader.decisions.taken
        if given.stands is None
        or (each.number in standing or isinstance(each.matter, Undoing)) is given.stands
    ]
    is_shown = _shows(request, reader)
    page, cursor = cut(
        wanted,
        lambda each: (each.number,),
        descending=given.sort == "-number",
        cursor=given.cursor,
        limit=given.limit,
    )
    return respond_list(
        request,
        reader.links,
        _items(reader, page, is_shown),
        model=Page[DecisionItem],
        total=len(wanted),
        cursor=cursor,
        page="decisions",
        triples=lambda: _triples(reader, page, is_shown),
    )


@router.get("/decisions/{number}", summary="A decision", responses=forms(DecisionItem, failing=(404,)))
def read_decision(
    request: Request,
    reader: ReaderDep,
    number: Annotated[int, Path(ge=1, le=10**9, description="Its number.", examples=[3])],
) -> Response:
    """One decision."""
    return _respond(request, reader, number)


@router.post(
    "/decisions",
    summary="Decide",
    status_code=201,
    openapi_extra={"security": [{"key": []}]},
    responses={
        **forms(DecisionItem, failing=(401, 404, 409, 503), status=201),
    },
    dependencies=[Depends(check_form)],
)
async def decide(
    request: Request,
    service: ServiceDep,
    links: LinksDep,
    reader: ReaderDep,
    texts: TextsDep,
    given: Annotated[DecisionInput, Body(openapi_examples=EXAMPLES)],
    _: Writer,
) -> Response:
    """Review a claim, merge actors, keep them apart, or take a decision back. It takes effect at once.

    A rejected or corrected claim bears out its edge no longer, a withheld one is no longer shown; nothing is
    forgotten.
    """

    def work(store: Store) -> Decision:
        match given:
            case ReviewInput():
                return _review(store, texts, given)
            case MergeInput():
                one, other = _actor(reader, given.actor), _actor(reader, given.into)
                return merge_actors(store, one, other, author=given.author, reason=given.reason)
            case KeepApartInput():
                one, other = _actor(reader, given.actor), _actor(reader, given.other)
                return keep_apart(store, one, other, author=given.author, reason=given.reason)
            case UndoInput():
                undone = decision_iri(links.base, given.decision)
                if given.decision not in _standing(reader):
                    raise UnknownDecisionError(f"no decision {given.decision} stands")
                return undo_decision(store, undone, author=given.author, reason=given.reason)

    taken = await service.write(work)

    def answer() -> Response:
        return _respond(request, reader_of(request, service, links), taken.number, is_new=True)

    return await run_in_threadpool(answer)


def _review(store: Store, texts: TextFolder, given: ReviewInput) -> Decision:
    claim = find_claim(store, given.claim)
    if given.state != "corrected":
        if given.changes:
            raise UsageError("changes go with the state corrected alone")
        return review_claim(store, claim, given.state, author=given.author, reason=given.reason)
    if not given.changes:
        raise UsageError("a correction says in changes what is different")
    return correct_claim(store, claim, given.changes, texts, author=given.author, reason=given.reason)


def _actor(reader: Reader, given: str) -> NamedNode:
    return read_mention(given) or reader.find_actor(given)


def _respond(request: Request, reader: Reader, number: int, *, is_new: bool = False) -> Response:
    taken = next((each for each in reader.decisions.taken if each.number == number), None)
    if taken is None:
        raise UnknownDecisionError(f"no decision {number} was taken")
    is_shown = _shows(request, reader)
    (item,) = _items(reader, [taken], is_shown)
    return respond(
        request,
        item,
        page="decision",
        triples=lambda: _triples(reader, [taken], is_shown),
        status=201 if is_new else 200,
        headers={"Location": item.href or ""} if is_new else None,
    )


def _standing(reader: Reader) -> set[int]:
    return {decision.number for decision in reader.decisions.standing}


def _shows(request: Request, reader: Reader) -> Shows:
    """Whether this client may see what a decision is about, and why it was taken."""
    may_see_all = has_key(request)
    return lambda decision: may_see_all or not reader.decisions.hides(decision)


def _triples(reader: Reader, decisions: Sequence[Decision], is_shown: Shows) -> list[Triple]:
    return [
        triple
        for each in decisions
        for triple in (
            decision_triples(each, reader.links.base)
            if is_shown(each)
            else shown_triples(each, reader.decisions)
        )
    ]


def _items(reader: Reader, decisions: Sequence[Decision], is_shown: Shows) -> list[DecisionItem]:
    standing, claims = _standing(reader), claims_reviewed(reader, list(filter(is_shown, decisions)))
    return [_item(reader, each, standing, claims, is_shown=is_shown(each)) for each in decisions]


def _item(
    reader: Reader,
    decision: Decision,
    standing: set[int],
    claims: Mapping[NamedNode, Claim],
    *,
    is_shown: bool,
) -> DecisionItem:
    kind, other, state = _matter(decision)
    correction, changes = correction_of(reader, decision, claims)
    iri = decision.iri(reader.links.base)
    return DecisionItem(
        iri=iri.value,
        href=reader.links.href(iri),
        number=decision.number,
        kind=kind,
        state=state,
        about=reference_of_matter(reader, decision, claims) if is_shown or kind == "undo" else None,
        other=party(reader, other) if other else None,
        author=decision.author,
        time=decision.time.isoformat(),
        reason=decision.reason if is_shown else None,
        stands=decision.number in standing or isinstance(decision.matter, Undoing),
        correction=correction,
        changes=changes,
    )


def _matter(decision: Decision) -> tuple[str, NamedNode | None, str | None]:
    """What kind of decision it is, whom its actor is compared with, and a review's state."""
    match decision.matter:
        case Review(state=state):
            return "review", None, state
        case Same(other=other):
            return "merge", other, None
        case Apart(other=other):
            return "keep-apart", other, None
        case Undoing():
            return "undo", None, None
