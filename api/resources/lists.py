"""Answering with one page of a list."""

from collections.abc import Sequence
from typing import Any, TypeVar

from fastapi import Request
from fastapi.responses import Response

from api.links import Links
from api.models.common import Model, Page
from api.refilling import form_of
from api.representation import Triples, respond

Item = TypeVar("Item", bound=Model)


NOTHING = Page[Model](items=(), total=0, next=None)
"""What a list shows whose filters are at fault."""


def list_form(page: str) -> Any:
    """A dependency of a route that lists: where its filters are at fault, they come back on that page."""
    return form_of(page, NOTHING)


def respond_list(
    request: Request,
    links: Links,
    items: Sequence[Item],
    *,
    model: type[Page[Item]],
    total: int,
    cursor: str | None,
    page: str,
    triples: Triples,
) -> Response:
    """One page of a list; `cursor` is that of the next page. The Link header names it too (RFC 8288)."""
    resource = model(items=tuple(items), total=total, next=next_page(request, links, cursor))
    headers = {"Link": f'<{resource.next}>; rel="next"'} if resource.next else {}
    return respond(
        request,
        resource,
        page=page,
        triples=triples,
        rows=resource.items,
        row_model=model.__pydantic_generic_metadata__["args"][0],
        headers=headers,
    )


def next_page(request: Request, links: Links, cursor: str | None) -> str | None:
    """This list's address with that cursor; None without one."""
    if cursor is None:
        return None
    return f"{links.root}{request.url.path}?{request.url.include_query_params(cursor=cursor).query}"
