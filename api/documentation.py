"""/docs: the OpenAPI as a page that loads nothing from elsewhere; and /health."""

from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, Field

from api.openapi import complete, failures
from api.pages import render_template

router = APIRouter(tags=["Service"])

METHODS = ("get", "post", "put", "delete", "head")
KEY = {
    "type": "http",
    "scheme": "bearer",
    "description": "A key from `onus keys create`, or the one in ONUS_KEY. X-API-Key takes it too.",
}


class Health(BaseModel):
    """Whether the service can answer."""

    status: str = Field(description="ok.", examples=["ok"])
    plain: bool = Field(description="Whether it serves an ordinary dataset.")


@router.get("/health", summary="Health", response_model=Health, responses=failures(502, 503))
def read_health(request: Request) -> Health:
    """200 where the store answers, else 502 or 503."""
    plain: bool = request.app.state.settings.plain
    if not plain:
        request.app.state.service.store.ask("ASK { }")
    return Health(status="ok", plain=plain)


@router.get("/docs", summary="This documentation", response_class=HTMLResponse)
def read_documentation(request: Request) -> HTMLResponse:
    """Every address with its parameters and answers, out of /openapi.json."""
    app: FastAPI = request.app
    specification = app.openapi()
    operations = [
        {"method": method, "path": path, **operation}
        for path, methods in specification["paths"].items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    tags = dict.fromkeys(tag for operation in operations for tag in operation.get("tags", ["Other"]))
    groups = {tag: [each for each in operations if tag in each.get("tags", ["Other"])] for tag in tags}
    page = render_template(
        "docs", request, groups=groups, info=specification["info"], describe=_describe_schema
    )
    return HTMLResponse(page)


def complete_openapi(app: FastAPI) -> None:
    """Let the OpenAPI of `app` say how a key is sent, and what else the framework leaves out."""
    generate = app.openapi

    def completed() -> dict[str, Any]:
        specification = complete(generate())
        specification.setdefault("components", {}).setdefault("securitySchemes", {})["key"] = KEY
        return specification

    app.openapi = completed  # type: ignore[method-assign]


def _describe_schema(schema: dict[str, Any]) -> str:
    """A parameter's type in a few words."""
    if "anyOf" in schema:
        return " or ".join(_describe_schema(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if "const" in schema:
        return str(schema["const"])
    if schema.get("type") == "array":
        return f"several: {_describe_schema(schema.get('items', {}))}"
    limits = [
        f"{word} {schema[name]}" for name, word in (("minimum", "from"), ("maximum", "to")) if name in schema
    ]
    return " ".join((str(schema.get("type", "any")), *limits))
