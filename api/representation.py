"""One resource in the form that a request wants: page, JSON, Turtle, JSON-LD, CSV and others.

A route builds one model; here it becomes an answer, with an entity tag, so that what a client has already
is not sent again (RFC 9110, conditional requests).
"""

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import get_args, get_origin

import pyoxigraph
from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel
from pyoxigraph import RdfFormat, Triple

import ontology
from api.models.common import Model
from api.negotiation import FORMATS, LINKED_FORMATS, negotiate
from api.pages import render
from graph.convert import rdflib_graph
from graph.export import inert

Triples = Callable[[], Iterable[Triple]]
Other = Callable[[], str | bytes]


def respond(
    request: Request,
    resource: Model,
    *,
    page: str,
    triples: Triples | None = None,
    rows: Sequence[Model] | None = None,
    row_model: type[Model] | None = None,
    others: Mapping[str, Other] | None = None,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """The resource as the request wants it, or 304 where the client has it.

    `page` names its template, `triples` gives it as RDF, `rows` of `row_model` are the lines of its CSV, and
    `others` makes further formats by their short names. Raises HTTPException 400 and 406 as `negotiate`.
    """
    others = others or {}
    offered = (
        "json",
        "html",
        *(LINKED_FORMATS if triples is not None else ()),
        *(("csv",) if row_model is not None else ()),
        *others,
    )
    chosen = negotiate(request, offered)
    body: str | bytes
    if chosen == "json":
        body = resource.model_dump_json()
    elif chosen == "html":
        body = render(page, request, resource, formats=offered)
    elif chosen == "csv" and row_model is not None:
        body = as_csv(rows or (), row_model)
    elif chosen in others:
        body = others[chosen]()
    else:
        assert triples is not None
        body = as_rdf(triples(), chosen)
    return tagged(request, body, FORMATS[chosen], status=status, headers=headers)


def check_form(request: Request) -> None:
    """To be asked before a write that answers with a resource: raises what `respond` would, so that
    nothing has changed where a request is refused."""
    negotiate(request, ("json", "html", *LINKED_FORMATS))


def tagged(
    request: Request,
    body: str | bytes,
    media_type: str,
    *,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """An answer with its entity tag, or 304 without a body where the client has it already."""
    data = body.encode() if isinstance(body, str) else body
    tag = f'"{sha256(data).hexdigest()[:32]}"'
    sent = {
        "ETag": tag,
        "Vary": "Accept, Authorization, X-API-Key, Origin, Sec-Fetch-Site",
        "Cache-Control": "private, no-cache",
        **(headers or {}),
    }
    named = request.headers.get("if-none-match", "")
    if request.method in ("GET", "HEAD") and status == 200 and has_tag(named, tag):
        return Response(status_code=304, headers=sent)
    return Response(data, status, sent, media_type=media_type)


def as_rdf(triples: Iterable[Triple], form: str) -> bytes:
    """The triples, each once and sorted, in Turtle, N-Triples or compacted JSON-LD."""
    ordered = sorted(set(triples), key=str)
    if form == "jsonld":
        context = json.loads(ontology.path("context.jsonld").read_text(encoding="utf-8"))
        written = rdflib_graph(ordered).serialize(
            format="json-ld", context=context["@context"], auto_compact=False, encoding="utf-8"
        )
        assert isinstance(written, bytes)
        return written
    if form == "turtle":
        data = pyoxigraph.serialize(ordered, None, RdfFormat.TURTLE, prefixes=ontology.prefixes())
    else:
        data = pyoxigraph.serialize(ordered, None, RdfFormat.N_TRIPLES)
    assert isinstance(data, bytes)
    return data


def as_csv(rows: Iterable[Model], model: type[Model]) -> str:
    """Models as lines, fields of fields as columns `subject_name`. Lists of models are left out."""
    columns = list(_columns(model))
    lines = ([_cell(_value(row, path)) for path in columns] for row in rows)
    return as_lines(["_".join(path) for path in columns], lines)


def as_lines(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """CSV (RFC 4180) of these columns, without a cell that a spreadsheet takes for a formula."""
    output = io.StringIO(newline="")
    writer = csv.writer(output, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([inert(cell) for cell in line] for line in lines)
    return output.getvalue()


def _columns(model: type[BaseModel]) -> Iterable[tuple[str, ...]]:
    """The paths of a model's plain fields."""
    for name, field in model.model_fields.items():
        inside = _models_in(field.annotation)
        if not inside:
            yield (name,)
        elif get_origin(field.annotation) is not tuple:
            yield from ((name, *path) for path in _columns(inside[0]))


def _models_in(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for each in get_args(annotation) for model in _models_in(each)]


def _value(row: BaseModel, path: Sequence[str]) -> object:
    value: object = row
    for name in path:
        value = None if value is None else getattr(value, name)
    return value


def _cell(value: object) -> str:
    """A value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return "; ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {each}" for name, each in value.items())
    return str(value)


def has_tag(named: str, tag: str) -> bool:
    """Whether a client's If-None-Match names this tag as one that it has (weak comparison)."""
    return named.strip() == "*" or tag in (each.strip().removeprefix("W/") for each in named.split(","))
