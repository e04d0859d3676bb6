"""Pages for people, made from the models that REST answers with. Everything in them is escaped."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel

from api.address import public_root
from api.models.actors import MOST_EDGES
from api.negotiation import FORMATS
from api.pages import choices, words
from api.pages.answers import bars, columns
from api.pages.arrangement import by_support_kind, by_type
from api.pages.bundle import USUAL_RELATIONS, actor_kinds, built, network_relations
from api.pages.highlights import highlighted, whole
from api.refilling import Fault
from graph.model import DATE

FOLDER = Path(__file__).parent

NAVIGATION = (
    ("actors", "Actors"),
    ("network", "Network"),
    ("violations", "Violations"),
    ("articles", "Articles"),
    ("queries", "Questions"),
)
FORMAT_NAMES = {
    "json": "JSON",
    "turtle": "Turtle",
    "jsonld": "JSON-LD",
    "ntriples": "N-Triples",
    "csv": "CSV",
    "svg": "SVG",
    "graphml": "GraphML",
    "gexf": "GEXF",
}

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(
    page: str,
    request: Request,
    resource: BaseModel,
    *,
    formats: Sequence[str] = (),
    fault: Fault | None = None,
) -> str:
    """The page of a resource: its own template, else the one that shows any.

    A template sees `resource`, `request`, `root` (the service's address, with a slash at its end),
    `address` (that of this page), `formats` (short names of the other forms at the same address) and
    `fault` (what is wrong with the filters; the resource is empty then).
    """
    template = _ENVIRONMENT.select_template([f"{page}.html", "resource.html"])
    others = [name for name in formats if name != "html"]
    return template.render(**_context(request, page), resource=resource, formats=others, fault=fault)


def render_template(name: str, request: Request, **context: Any) -> str:
    """A page that shows no resource."""
    template = _ENVIRONMENT.get_template(f"{name}.html")
    return template.render(**_context(request, name), formats=[], fault=None, **context)


def format_href(request: Request, form: str) -> str:
    """This address in another form."""
    url = request.url.include_query_params(format=form)
    return f"?{url.query}"


def _context(request: Request, page: str) -> dict[str, Any]:
    root = public_root(request)
    path = request.url.path.lstrip("/")
    query = request.url.remove_query_params("format").query
    return {
        "request": request,
        "page": page,
        "root": root,
        "here": path.partition("/")[0],
        "address": f"{root}{path}{'?' if query else ''}{query}",
        "plain": request.app.state.settings.plain,
    }


def _is_model(value: object) -> bool:
    return isinstance(value, BaseModel)


def _fields(model: BaseModel) -> list[tuple[str, Any]]:
    return [(name, getattr(model, name)) for name in type(model).model_fields]


_ENVIRONMENT.tests.update(model=_is_model, dated=words.is_dated)
_ENVIRONMENT.filters.update(
    fields=_fields,
    spaced=words.spaced,
    kind=words.kind,
    coded=words.coded,
    number=words.number,
    counted=words.counted,
    day=words.day,
    local_name=words.local_name,
    by_support_kind=by_support_kind,
    by_type=by_type,
)
_ENVIRONMENT.globals.update(
    format_href=format_href,
    navigation=NAVIGATION,
    format_names=FORMAT_NAMES,
    alternates=FORMATS,
    bars=bars,
    columns=columns,
    highlighted=highlighted,
    whole=whole,
    claim_relations=choices.relation_choices,
    violation_choices=choices.violation_choices,
    support_choices=choices.support_choices,
    status_choices=choices.STATUSES,
    review_choices=choices.REVIEWS,
    kind_choices=choices.KINDS,
    most_edges=MOST_EDGES,
    date_pattern=DATE,
    decision_words=words.DECISIONS,
    claim_fields=words.CLAIM_FIELDS,
)
_ENVIRONMENT.globals.update(
    built=built, network_relations=network_relations, actor_kinds=actor_kinds, usual_relations=USUAL_RELATIONS
)
