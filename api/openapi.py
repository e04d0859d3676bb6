"""What OpenAPI says of answers beyond their models: media types and failures."""

from typing import Any

from api.models.common import Model
from api.negotiation import FORMATS, LINKED_FORMATS

Responses = dict[int | str, dict[str, Any]]

PROBLEM = {
    "title": "Problem",
    "description": "What went wrong (RFC 9457).",
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "examples": ["about:blank"]},
        "title": {"type": "string", "examples": ["Unknown actor"]},
        "status": {"type": "integer", "examples": [404]},
        "detail": {"type": "string", "examples": ["no actor is known as 'Haftarr'; did you mean Haftar?"]},
    },
}

HEADERS = {
    "ETag": "To be sent as If-None-Match: what has not changed is not sent again.",
    "Link": 'The next page, as rel="next"; none on the last.',
    "Location": "Where it is.",
}

FORMAT = {
    "name": "format",
    "in": "query",
    "required": False,
    "description": "Form of the answer, instead of the Accept header.",
}

_FAILURES = {
    400: "A parameter, cursor or form that cannot be used.",
    401: "A valid key is needed.",
    403: "Not shown to everybody.",
    404: "There is no such thing, or a filter names what is not known.",
    406: "None of the forms is accepted.",
    409: "A name that several have, or what contradicts what stands.",
    413: "More than is read.",
    415: "A media type that is not read.",
    422: "Malformed parameters or body.",
    500: "A fault of the service.",
    502: "The SPARQL endpoint behind the service does not answer.",
    503: "Too busy, or the store cannot be read.",
    504: "More time than a query may take.",
    507: "More memory than a query may take, or a larger answer.",
}


def forms(
    model: type[Model], *others: str, rdf: bool = True, failing: tuple[int, ...] = (), status: int = 200
) -> Responses:
    """The answers of a route whose resource is this model, in JSON, as a page, as RDF, and in other forms."""
    names = ("html", *(LINKED_FORMATS if rdf else ()), *others)
    content: dict[str, Any] = {FORMATS[name]: {"schema": {"type": "string"}} for name in names}
    if rdf:
        content[FORMATS["jsonld"]] = {"schema": {}}
    headers = [
        "ETag",
        *(["Link"] if "next" in model.model_fields else []),
        *(["Location"] if status == 201 else []),
    ]
    answer = {"model": model, "description": model.__doc__ or "", "content": content}
    answer["headers"] = {
        name: {"description": HEADERS[name], "schema": {"type": "string"}} for name in headers
    }
    unchanged: Responses = (
        {304: {"description": "The client has it already (If-None-Match)."}} if status == 200 else {}
    )
    return {status: answer, **unchanged, **failures(400, 406, 422, *failing)}


def complete(specification: dict[str, Any]) -> dict[str, Any]:
    """The framework's specification with what it cannot read off functions: the forms that each operation
    can be asked for by `format`; without the answers that it takes for granted."""
    for methods in specification["paths"].values():
        for operation in methods.values():
            answers = operation["responses"]
            if "HTTPValidationError" in str(answers.get("422")):
                del answers["422"]
            if "406" not in answers:
                continue
            offered = {
                form for code, answer in answers.items() if code < "3" for form in answer.get("content", {})
            }
            names = [name for name, form in FORMATS.items() if form in offered]
            others = [each for each in operation.get("parameters", []) if each["name"] != "format"]
            schema = {"type": "string", "enum": names}
            operation["parameters"] = [*others, {**FORMAT, "schema": schema}]
            for code, answer in answers.items():
                if code >= "4" and "html" in names:
                    answer["content"] = {**answer["content"], FORMATS["html"]: {"schema": {"type": "string"}}}
    schemas = specification.get("components", {}).get("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    return specification


def failures(*statuses: int) -> Responses:
    """The answers that tell these failures."""
    content = {"application/problem+json": {"schema": PROBLEM}}
    return {status: {"description": _FAILURES[status], "content": content} for status in statuses}
