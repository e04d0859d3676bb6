"""Every failure as problem+json (RFC 9457) or a page, from one table of exception class and HTTP status."""

from http.client import responses

import mimeparse
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.negotiation import FORMATS
from api.observation import tell
from api.pages import render_template
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
}


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
        return _answer(request, status, _title(type(error)), str(error), headers)

    @app.exception_handler(HTTPException)
    async def _http_error(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers) if error.headers else None
        title = responses.get(error.status_code, "Error")
        return _answer(request, error.status_code, title, str(error.detail), headers)

    @app.exception_handler(RequestValidationError)
    async def _bad_request(request: Request, error: RequestValidationError) -> Response:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        return _answer(request, 422, "Malformed request", "; ".join(faults))

    @app.exception_handler(ClientDisconnect)
    async def _gone(request: Request, _: ClientDisconnect) -> Response:
        return Response(status_code=499)  # nobody takes it; the log has a usual line

    @app.exception_handler(Exception)
    async def _fault(request: Request, _: Exception) -> Response:
        detail = "a fault of the service, which its log tells more about"
        return _answer(request, 500, "Internal error", detail)


def _answer(
    request: Request, status: int, title: str, detail: str, headers: dict[str, str] | None = None
) -> Response:
    if not _wants_page(request):
        return problem(status, title, detail, headers)
    page = render_template("error", request, status=status, title=title, detail=detail)
    return HTMLResponse(page, status, {**(headers or {}), "Vary": "Accept"})


def _wants_page(request: Request) -> bool:
    asked = request.query_params.get("format")
    if asked is not None:
        return asked == "html"
    try:
        # mimeparse prefers the last of equals.
        offered = [FORMATS["html"], "application/problem+json", FORMATS["json"]]
        return bool(mimeparse.best_match(offered, request.headers.get("accept", "*/*")) == FORMATS["html"])
    except mimeparse.MimeTypeParseException:
        return False


def _title(kind: type[errors.OnusError]) -> str:
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in kind.__name__)
    return words.strip().removesuffix(" error").capitalize()
