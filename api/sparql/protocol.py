"""SPARQL 1.1 Protocol at /sparql. https://www.w3.org/TR/sparql11-protocol/"""

import asyncio
from collections.abc import Coroutine, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from anyio import to_thread
from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response

from api.negotiation import BOOLEAN_FORMATS, FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, negotiate
from api.observation import tell
from api.security import require_key
from api.service import Service
from api.settings import Settings
from api.sparql import documented
from api.sparql.description import describe_service
from api.sparql.editor import editor_page, wants_page
from api.sparql.evaluation import Evaluation
from api.sparql.plain import Dataset, PlainStore
from api.sparql.streaming import Answer, client_gone, headers_only, respond
from graph.errors import ServiceBusyError
from graph.sparql import check_form, has_dataset

router = APIRouter(tags=["SPARQL"])

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"

LONG_TEXT = 4000
"""Characters of a query from which on looking through it is left to a thread, one at a time."""


@dataclass(frozen=True, slots=True)
class Operation:
    """A query or update as the protocol carries it."""

    kind: str
    text: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


@router.post("/sparql/", include_in_schema=False)
@router.post("/sparql", summary="SPARQL query", response_class=Response, **documented.QUERY_BY_POST)
async def query_by_post(request: Request) -> Response:
    """Evaluate a query sent as a form or as `application/sparql-query`."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == FORM:
        fields = parse_qsl(await _text(request), keep_blank_values=True)
        kind = "update" if any(name == "update" for name, _ in fields) else "query"
        return await _run(request, _from_parameters(kind, fields))
    if media_type in (QUERY, UPDATE):
        text = await _text(request)
        kind = "query" if media_type == QUERY else "update"
        parameters = list(request.query_params.multi_items())
        if any(name == kind for name, _ in parameters):
            raise HTTPException(400, f"{kind} is given both in the address and as the body")
        return await _run(request, _from_parameters(kind, [*parameters, (kind, text)]))
    raise HTTPException(415, f"send {FORM}, {QUERY} or {UPDATE}, not {media_type or 'an unnamed type'}")


@router.api_route("/sparql/", methods=["GET", "HEAD"], include_in_schema=False)
@router.head("/sparql", include_in_schema=False)
@router.get("/sparql", summary="SPARQL query", response_class=Response, **documented.QUERY)
async def query_by_get(request: Request) -> Response:
    """Evaluate `query`; `default-graph-uri` and `named-graph-uri` choose the graphs it sees.

    Without any parameter: the description of the service (SPARQL 1.1 Service Description, VoID);
    to a browser, an editor.
    """
    if not request.query_params.keys() - {"format"}:
        if wants_page(request):
            claims = None if is_plain(request) else request.app.state.service.store
            return await to_thread.run_sync(editor_page, request, claims)
        return describe_service(request)
    return await _run(request, _from_parameters("query", list(request.query_params.multi_items())))


async def _text(request: Request) -> str:
    try:
        return (await request.body()).decode()
    except UnicodeDecodeError as error:
        raise HTTPException(400, f"the body is not UTF-8 (byte {error.start})") from None


def _from_parameters(kind: str, parameters: list[tuple[str, str]]) -> Operation:
    texts = [value for name, value in parameters if name == kind]
    if len(texts) != 1:
        raise HTTPException(400, f"give one {kind} parameter; there are {len(texts)}")
    prefix = "" if kind == "query" else "using-"
    names = (
        ("default-graph-uri", "named-graph-uri")
        if not prefix
        else ("using-graph-uri", "using-named-graph-uri")
    )
    default_graphs, named_graphs = (tuple(v for n, v in parameters if n == name) for name in names)
    return Operation(kind, texts[0], default_graphs, named_graphs)


async def _run(request: Request, operation: Operation) -> Response:
    if operation.kind == "update":
        return await _update(request, operation)
    form, names_own = await _examine(request, operation.text)
    tell(request.scope, form=form.lower())
    offered = {"SELECT": SOLUTION_FORMATS, "ASK": BOOLEAN_FORMATS}.get(form, GRAPH_FORMATS)
    chosen = negotiate(request, offered)
    media_type = FORMATS["srj" if chosen == "json" else chosen]
    names_graphs = bool(operation.default_graphs or operation.named_graphs)
    asked = {
        "query": operation.text,
        "form": form.lower(),
        "base": _address(request),
        "default_graphs": list(operation.default_graphs) if names_graphs else None,
        "named_graphs": list(operation.named_graphs) if names_graphs else None,
        "union": not (names_graphs or names_own or is_plain(request)),
        "media_type": media_type,
    }
    return await evaluate(request, asked)


def _address(request: Request) -> str:
    """What relative IRIs are resolved against: the address asked, without its parameters."""
    return str(request.url).partition("?")[0]


async def _examine(request: Request, text: str) -> tuple[str, bool]:
    """The form of a query, and whether it names its dataset. Raises QueryError where it is no query or
    would fetch, HTTPException 413 where it is too long."""
    settings: Settings = request.app.state.settings
    if len(text) > settings.query_text_kb * 1024:
        raise HTTPException(413, f"a query may have {settings.query_text_kb} KB at most")

    def examine() -> tuple[str, bool]:
        return check_form(text, "SELECT", "ASK", "CONSTRUCT", "DESCRIBE"), has_dataset(text)

    if len(text) < LONG_TEXT:
        return examine()
    try:
        async with asyncio.timeout(settings.query_timeout_s):
            return await to_thread.run_sync(examine, limiter=request.app.state.examining)
    except TimeoutError:
        raise ServiceBusyError("too many long texts of queries; try again later") from None


async def _update(request: Request, operation: Operation) -> Response:
    if not is_plain(request):
        raise HTTPException(
            403,
            "claims change only by articles and decisions: POST /articles; onus serve --plain takes updates",
        )
    require_key(request)
    base = _address(request)
    dataset = Dataset(operation.default_graphs, operation.named_graphs)
    service: Service[PlainStore] = request.app.state.service
    await service.write(lambda store: store.update(operation.text, base, dataset))
    return Response(status_code=204)


def is_plain(request: Request) -> bool:
    """Whether the service is one of an ordinary dataset (`onus serve --plain`)."""
    settings: Settings = request.app.state.settings
    return settings.plain


async def evaluate(request: Request, asked: Mapping[str, Any]) -> Response:
    """The answer of a reader to a query, as it comes; nothing more of it once the client has gone.

    HEAD evaluates nothing where the readers are here: what shows without is what it tells.
    Raises what the service's `evaluation.ask` raises.
    """
    service: Service[Any] = request.app.state.service
    if request.method == "HEAD" and isinstance(service.evaluation, Evaluation):
        await service.evaluation.check(asked)
        return headers_only(asked["media_type"])
    return respond(await _begin(request, asked), asked["media_type"])


async def read_all(request: Request, asked: Mapping[str, Any]) -> bytes:
    """The whole answer of a reader, for short ones."""
    answer = await _begin(request, asked)
    try:
        return b"".join([piece async for piece in answer])
    finally:
        answer.close()


async def _begin(request: Request, asked: Mapping[str, Any]) -> Answer:
    service: Service[Any] = request.app.state.service
    return await _unless_client_leaves(request, service.evaluation.ask(asked))


async def _unless_client_leaves(request: Request, asking: Coroutine[Any, Any, Answer]) -> Answer:
    answer = asyncio.ensure_future(asking)
    gone = asyncio.ensure_future(client_gone(request.receive))
    try:
        await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not answer.done():
            raise HTTPException(499, "the client has gone")
        return answer.result()
    finally:
        gone.cancel()
        answer.cancel()
