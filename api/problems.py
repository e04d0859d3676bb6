"""Every failure as problem+json (RFC 9457), from one table of exception class and HTTP status."""

from http.client import responses

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

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
    errors.UsageError: 400,
}


def problem(status: int, title: str, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """A problem details answer; `title` names the kind of fault, `detail` this one."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, headers, media_type="application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """Answer every OnusError, HTTP error and malformed request of `app` as a problem."""

    @app.exception_handler(errors.OnusError)
    async def _onus_error(_: Request, error: errors.OnusError) -> JSONResponse:
        status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
        headers = {"Retry-After": "5"} if status == 503 else None
        return problem(status, _title(type(error)), str(error), headers)

    @app.exception_handler(HTTPException)
    async def _http_error(_: Request, error: HTTPException) -> JSONResponse:
        headers = dict(error.headers) if error.headers else None
        return problem(
            error.status_code, responses.get(error.status_code, "Error"), str(error.detail), headers
        )

    @app.exception_handler(RequestValidationError)
    async def _bad_request(_: Request, error: RequestValidationError) -> JSONResponse:
        faults = (f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors())
        return problem(422, "Malformed request", "; ".join(faults))

    @app.exception_handler(Exception)
    async def _fault(_: Request, __: Exception) -> JSONResponse:
        return problem(500, "Internal error", "a fault of the service, which its log tells more about")


def _title(kind: type[errors.OnusError]) -> str:
    words = "".join(f" {char.lower()}" if char.isupper() else char for char in kind.__name__)
    return words.strip().removesuffix(" error").capitalize()
