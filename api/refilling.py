"""Forms that come back as they were filled in, where what they ask for cannot be answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fastapi import Depends, Request
from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with what was sent: in one sentence, by field, and addresses of what may be meant."""

    detail: str
    fields: Mapping[str, str]
    near: Sequence[tuple[str, str]] = ()


def form_of(page: str, empty: BaseModel) -> Any:
    """A dependency of a route: that page, with a resource that is empty, has the form which leads there."""

    async def keep(request: Request) -> None:
        keep_form(request, page, empty)

    return Depends(keep)


def keep_form(request: Request, page: str, empty: BaseModel) -> None:
    """As `form_of`, where the empty resource depends on the request."""
    request.state.form = page, empty


def kept_form(request: Request) -> tuple[str, BaseModel] | None:
    """The page and the empty resource that the route of this request named, if it did."""
    form: tuple[str, BaseModel] | None = getattr(request.state, "form", None)
    return form


def fault_of(request: Request, detail: str, given: str, near: Sequence[tuple[str, str]]) -> Fault:
    """A fault of the fields in which `given` stands; each of `near` becomes this address with it instead."""
    sent = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return Fault(
        detail,
        {name: detail for name, value in sent if given and value == given},
        [
            (label, "?" + urlencode([(name, text if value == given else value) for name, value in sent]))
            for label, text in near
        ],
    )
