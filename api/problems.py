"""Every failure as problem+json (RFC 9457) or a page, from one table of exception class and HTTP status."""

from collections.abc import Mapping, Sequence
from http.client import responses
from typing import Any

import mimeparse
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.negotiation import FORMATS
from api.observation import tell
from api.pages import render, render_template
from api.pages.words import spaced
from api.refilling import Fault, fault_of, kept_form
from graph import errors

STATUS: dict[type[errors.OnusError], int] = {
    errors.TooLargeError: 413,
    errors.ArticleError: 422,
    errors.DuplicateArticleError: 409,
    errors.GroundingError: 422,
    errors.UnknownTermError: 404,
    errors.UnknownActorError: 404,
    errors.AmbiguousActorError: 409,
    errors.IdentityError: 409,
    errors.UnknownArticleError: 404,
    errors.UnknownClaimError: 404,
    errors.UnknownTextError: 404,
    errors.UnknownDecisionError: 404,
    errors.UnknownQueryError: 404,
    errors.ParameterError: 400,
    errors.ForbiddenQueryError: 403,
    errors.QueryTimeoutError: 504,
    errors.QueryLimitError: 507,
    errors.ServiceBusyError: 503,
    errors.QueryError: 400,
    errors.EndpointError: 502,
    errors.StoreFullError: 507,
    errors.StoreError: 503,
    errors.ExtractionError: 503,
    errors.DataError: 422,
    errors.CorrectionError: 422,
    errors.UsageError: 400,
    errors.OutputError: 500,  # of the command line alone
}


PLAINLY = {
    "extra_forbidden": "there is no such parameter",
    "int_parsing": "write a whole number",
    "greater_than_equal": "write {ge} or more",
    "less_than_equal": "write {le} or less",
    "literal_error": "write {expected}",
    "missing": "this is needed",
}
"""What to tell people, by the type of a fault of pydantic."""


def problem(status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem details answer; `title` names the kind of fault, `detail` this one."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every OnusError, HTTP error and malformed request as a problem, and to browsers as a page."""

    @app.exception_handler(errors.OnusError)
    async def _onus_error(request: Request, error: errors.OnusError) -> Response:
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        headers = {"Retry-After": "5"} if status == 503 else None
        tell(request.scope, fault=_title(type(error)))
        fault = fault_of(request, error.message, error.given, error.near)
        return _answer(request, status, _title(type(error)), str(error), headers, fault)

    @app.exception_handler(HTTPException)
    async def _http_error(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers) if error.headers else None
        title = responses.get(error.status_code, "Error")
        return _answer(request, error.status_code, title, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    async def _bad_request(request: Request, error: RequestValidationError) -> Response:
        told = [(_place(each["loc"]), _plainly(each)) for each in error.errors()]
        detail = "; ".join(f"{place}: {what}" for place, what in told)
        in_words = "; ".join(f"{spaced(place)}: {what}" for place, what in told)
        fault = Fault(in_words, {place.partition(".")[0]: what for place, what in told})
        return _answer(request, 422, "Malformed request", detail, fault=fault)

    @app.exception_handler(ClientDisconnect)
    async def _gone(request: Request, _: ClientDisconnect) -> Response:
        return Response(status_code=499)  # nobody takes it; the log has a usual line

    @app.exception_handler(Exception)
    async def _fault(request: Request, _: Exception) -> Response:
        detail = "a fault of the service, which its log tells more about"
        return _answer(request, 500, "Internal error", detail)


def _answer(
    request: Request,
    status: int,
    title: str,
    detail: str,
    headers: dict[str, str] | None = None,
    fault: Fault | None = None,
) -> Response:
    headers = {**(headers or {}), "Vary": "Accept"}
    if not _wants_page(request):
        return problem(status, title, detail, headers)
    if status < 500 and (form := kept_form(request)) is not None:
        page = render(form[0], request, form[1], fault=fault or Fault(detail, {}))
    else:
        page = render_template("error", request, status=status, title=title, detail=detail)
    return HTMLResponse(page, status, headers)


def _place(loc: Sequence[int | str]) -> str:
    """Where in a request: the name of a parameter, or the path to a field of the body."""
    inside = loc[1:] if loc[0] in ("query", "path") else loc
    return ".".join(map(str, inside or loc))


def _plainly(fault: Mapping[str, Any]) -> str:
    """What to do about a fault that pydantic found; its own words where there are no plainer ones."""
    context: Mapping[str, Any] = fault.get("ctx", {})
    return PLAINLY.get(fault["type"], "{msg}").format(**context, msg=fault["msg"])


def _wants_page(request: Request) -> bool:
    asked = request.query_params.get("format")
    if asked is not None:
        return asked == "html"
    try:
        # mimeparse prefers the last of equals.
        offered = [FORMATS["html"], "application/problem+json", FORMATS["json"]]
        return bool(
            mimeparse.best_match(offered, request.headers.get("accept", "*/*").lower()) == FORMATS["html"]
        )
    except mimeparse.MimeTypeParseException:
        return False


def _title(kind: type[errors.OnusError]) -> str:
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in kind.__name__)
    return words.strip().removesuffix(" error").capitalize()
