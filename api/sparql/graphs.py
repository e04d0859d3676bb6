"""SPARQL 1.1 Graph Store HTTP Protocol at /graphs. https://www.w3.org/TR/sparql11-http-rdf-update/"""

import re
from urllib.parse import urljoin
from uuid import uuid4

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat
from starlette.datastructures import UploadFile

from api.address import public_root
from api.negotiation import FORMATS, TRIPLE_FORMATS, negotiate
from api.security import require_key
from api.service import Service
from api.sparql import documented
from api.sparql.plain import Document, GraphName, PlainStore
from api.sparql.protocol import evaluate, is_plain, read_all

router = APIRouter(tags=["SPARQL"])

WRITE_REFUSED = "claims change only by articles and decisions; onus serve --plain takes graphs"


@router.head("/graphs", include_in_schema=False)
@router.get("/graphs", summary="Read a graph", response_class=Response, **documented.READ_GRAPH)
@router.api_route("/graphs/{path:path}", methods=["GET", "HEAD"], include_in_schema=False)
async def read_graph(request: Request) -> Response:
    """The graph named by `?graph=IRI` (or by this address), or with `?default` the default graph."""
    name = _graph_name(request)
    media_type = FORMATS[negotiate(request, TRIPLE_FORMATS)]
    if isinstance(name, NamedNode) and not await _exists(request, name):
        raise HTTPException(404, f"there is no graph {name.value}")
    pattern = "?s ?p ?o" if isinstance(name, DefaultGraph) else f"GRAPH {name} {{ ?s ?p ?o }}"
    text = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}"
    return await evaluate(request, _query(request, text, media_type))


@router.put("/graphs", summary="Replace a graph (--plain)", response_class=Response, **documented.WRITE_GRAPH)
@router.put("/graphs/{path:path}", include_in_schema=False)
async def replace_graph(request: Request) -> Response:
    """Make the graph hold exactly the data sent: 201 where it is new, else 204."""
    service = _writable(request)
    name, base = _graph_name(request), _base(request)
    documents = await _documents(request)
    existed = await service.write(lambda store: store.replace_graph(name, documents, base))
    return Response(status_code=204 if existed else 201)


@router.post("/graphs", summary="Add to a graph (--plain)", response_class=Response, **documented.WRITE_GRAPH)
@router.post("/graphs/{path:path}", include_in_schema=False)
async def add_to_graph(request: Request) -> Response:
    """Merge the data sent into the graph; without a graph, into a new one whose address is returned."""
    service = _writable(request)
    base, headers = _base(request), {}
    name: GraphName
    if _names_none(request):
        name = NamedNode(f"{public_root(request)}graphs/{uuid4().hex}")
        headers["Location"] = name.value
    else:
        name = _graph_name(request)
    documents = await _documents(request)
    existed = await service.write(lambda store: store.add_to_graph(name, documents, base))
    return Response(status_code=204 if existed else 201, headers=headers)


@router.delete(
    "/graphs", summary="Remove a graph (--plain)", response_class=Response, **documented.DELETE_GRAPH
)
@router.delete("/graphs/{path:path}", include_in_schema=False)
async def remove_graph(request: Request) -> Response:
    """Remove the graph and all in it."""
    service = _writable(request)
    name = _graph_name(request)
    if not await service.write(lambda store: store.remove_graph(name)):
        raise HTTPException(404, "there is no such graph")
    return Response(status_code=204)


def _writable(request: Request) -> Service[PlainStore]:
    if not is_plain(request):
        raise HTTPException(403, WRITE_REFUSED)
    require_key(request)
    service: Service[PlainStore] = request.app.state.service
    return service


def _names_none(request: Request) -> bool:
    return request.url.path.rstrip("/").endswith("/graphs") and not request.query_params


def _graph_name(request: Request) -> GraphName:
    """The graph that a request is about: `?graph=`, `?default`, or the address itself."""
    named = request.query_params.getlist("graph")
    if "default" in request.query_params and not named:
        return DefaultGraph()
    if len(named) == 1:
        return _resolved(request, named[0])
    if named or _names_none(request) or request.url.path.rstrip("/").endswith("/graphs"):
        raise HTTPException(400, "name one graph: ?graph=IRI, ?default, or a path below /graphs/")
    return NamedNode(f"{public_root(request)}graphs/{request.path_params['path']}")


def _resolved(request: Request, iri: str) -> NamedNode:
    absolute = urljoin(str(request.url.replace(query="")), iri) if ":" not in iri else iri
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.-]*:[^<>\"{}|^`\\\x00-\x20]*", absolute):
        raise HTTPException(400, f"not an IRI: {iri[:200]}")
    return NamedNode(absolute)


def _base(request: Request) -> str:
    name = None if _names_none(request) else _graph_name(request)
    return name.value if isinstance(name, NamedNode) else f"{public_root(request)}graphs"


async def _exists(request: Request, name: NamedNode) -> bool:
    pattern = "" if is_plain(request) else "?s ?p ?o"  # some engines have every empty graph
    text = f"ASK {{ GRAPH {name} {{ {pattern} }} }}"
    answer = await read_all(request, _query(request, text, FORMATS["srj"]))
    return b"true" in answer


def _query(request: Request, text: str, media_type: str) -> dict[str, object]:
    return {
        "query": text,
        "form": "graph",
        "base": None,
        "default_graphs": None,
        "named_graphs": None,
        "union": not is_plain(request),
        "media_type": media_type,
    }


async def _documents(request: Request) -> list[Document]:
    """The RDF documents of a body: itself, or each file of a multipart form."""
    media_type = request.headers.get("content-type", "")
    if not media_type.startswith("multipart/form-data"):
        return [(await request.body(), _rdf_format(media_type))]
    documents = []
    async with request.form() as form:
        for _, part in form.multi_items():
            if isinstance(part, UploadFile):
                documents.append((await part.read(), _rdf_format(part.content_type or "text/turtle")))
            else:
                documents.append((part.encode(), RdfFormat.TURTLE))
    if not documents:
        raise HTTPException(400, "the form holds no document")
    return documents


def _rdf_format(media_type: str) -> RdfFormat:
    found = RdfFormat.from_media_type(media_type) if media_type else RdfFormat.TURTLE
    if found is None:
        raise HTTPException(415, f"not a type of RDF that is read here: {media_type}")
    return found
