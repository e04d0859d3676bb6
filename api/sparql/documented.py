"""What OpenAPI says of /sparql and /graphs, which the framework cannot read off their functions."""

from typing import Any

from api.negotiation import BOOLEAN_FORMATS, FORMATS, GRAPH_FORMATS, SOLUTION_FORMATS, TRIPLE_FORMATS
from api.openapi import failures

EXAMPLE = """\
PREFIX onus: <https://w3id.org/onus/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?backer ?backed { ?one onus:supports ?other .
  ?one skos:prefLabel ?backer . ?other skos:prefLabel ?backed } LIMIT 10"""

_TEXT = {"schema": {"type": "string"}}
_IRIS = {"type": "array", "items": {"type": "string", "format": "uri"}}
_SENT = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")


def _content(*names: str) -> dict[str, Any]:
    json = {"json", "srj", "jsonld"}
    return {FORMATS[name]: {"schema": {}} if name in json else _TEXT for name in names}


def _parameter(name: str, description: str, schema: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"name": name, "in": "query", "description": description, "schema": schema or {"type": "string"}}


_DATASET = [
    _parameter("default-graph-uri", "Graphs whose union is the default graph.", _IRIS),
    _parameter("named-graph-uri", "Graphs that GRAPH may name.", _IRIS),
]
_GRAPH = [
    _parameter("graph", "IRI of the graph.", {"type": "string", "format": "uri"}),
    _parameter("default", "The default graph."),
]
_BODY = {"required": True, "content": dict.fromkeys(_SENT, _TEXT)}

QUERY: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The answer; without a query, the description of the service.",
            "content": _content(*dict.fromkeys((*SOLUTION_FORMATS, *BOOLEAN_FORMATS, *GRAPH_FORMATS))),
        },
        **failures(400, 403, 406, 502, 503, 504, 507),
    },
    "openapi_extra": {
        "parameters": [
            {**_parameter("query", "SPARQL 1.1 query. SERVICE is refused."), "example": EXAMPLE},
            *_DATASET,
        ]
    },
}
QUERY_BY_POST: dict[str, Any] = {
    "responses": {
        **QUERY["responses"],
        204: {"description": "Updated (--plain only)."},
        **failures(401, 413, 415),
    },
    "openapi_extra": {
        "parameters": _DATASET,
        "requestBody": {
            "required": True,
            "content": {
                "application/x-www-form-urlencoded": {
                    "schema": {"type": "object", "properties": {"query": {"type": "string"}}},
                    "example": {"query": EXAMPLE},
                },
                "application/sparql-query": {**_TEXT, "example": EXAMPLE},
                "application/sparql-update": _TEXT,
            },
        },
    },
}
READ_GRAPH: dict[str, Any] = {
    "responses": {
        200: {"description": "Its triples.", "content": _content(*TRIPLE_FORMATS)},
        **failures(400, 404, 406, 502, 503, 504, 507),
    },
    "openapi_extra": {"parameters": _GRAPH},
}
WRITE_GRAPH: dict[str, Any] = {
    "responses": {
        201: {"description": "A new graph."},
        204: {"description": "Written."},
        **failures(400, 401, 403, 413, 415, 422),
    },
    "openapi_extra": {"parameters": _GRAPH, "requestBody": _BODY, "security": [{"key": []}]},
}
DELETE_GRAPH: dict[str, Any] = {
    "responses": {204: {"description": "Gone."}, **failures(400, 401, 403, 404)},
    "openapi_extra": {"parameters": _GRAPH, "security": [{"key": []}]},
}
