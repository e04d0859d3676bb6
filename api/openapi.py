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
    return {
        status: {"model": model, "description": model.__doc__ or "", "content": content},
        304: {"description": "The client has it already (If-None-Match)."},
        **failures(400, 406, 422, *failing),
    }


def failures(*statuses: int) -> Responses:
    """The answers that tell these failures."""
    content = {"application/problem+json": {"schema": PROBLEM}}
    return {status: {"description": _FAILURES[status], "content": content} for status in statuses}
