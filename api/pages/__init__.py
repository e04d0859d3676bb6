"""Pages for people, made from the models that REST answers with. Everything in them is escaped."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fastapi import Request
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from pydantic import BaseModel

from api.address import public_root

FOLDER = Path(__file__).parent

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER / "templates"),
    autoescape=select_autoescape(default=True, default_for_string=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(page: str, request: Request, resource: BaseModel, *, formats: Sequence[str] = ()) -> str:
    """The page of a resource: its own template, else the one that shows any.

    A template sees `resource`, `request`, `root` (the service's address, with a slash at its end) and
    `formats` (short names of the other forms at the same address).
    """
    template = _ENVIRONMENT.select_template([f"{page}.html", "resource.html"])
    others = [name for name in formats if name != "html"]
    return template.render(
        resource=resource, request=request, root=public_root(request), formats=others, page=page
    )


def render_template(name: str, request: Request, **context: Any) -> str:
    """A page that shows no resource."""
    template = _ENVIRONMENT.get_template(f"{name}.html")
    return template.render(request=request, root=public_root(request), formats=[], page=name, **context)


def format_href(request: Request, form: str) -> str:
    """This address in another form."""
    url = request.url.include_query_params(format=form)
    return f"?{url.query}"


def _is_model(value: object) -> bool:
    return isinstance(value, BaseModel)


def _fields(model: BaseModel) -> list[tuple[str, Any]]:
    return [(name, getattr(model, name)) for name in type(model).model_fields]


_ENVIRONMENT.tests["model"] = _is_model
_ENVIRONMENT.filters["fields"] = _fields
_ENVIRONMENT.globals["format_href"] = format_href
