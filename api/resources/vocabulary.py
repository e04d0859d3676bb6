"""/ontology, and every IRI of the vocabulary at its path on this server."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Request
from fastapi.responses import RedirectResponse, Response
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

import ontology
from api.dependencies import LinksDep
from api.links import Links
from api.models.vocabulary import Property, TermDetail, TermItem, Vocabulary
from api.negotiation import FORMATS
from api.openapi import failures, forms
from api.representation import respond, tagged
from graph.errors import UnknownTermError
from graph.nodes import Node, nodes_of
from graph.vocabulary import DEFINITION, PREF_LABEL, RDF_TYPE, RDFS_LABEL
from ontology import VOCABULARY

router = APIRouter(tags=["Vocabulary"])

FILES = (*ontology.FILES, "shapes.ttl", "context.jsonld")
TITLE = NamedNode("http://purl.org/dc/terms/title")
DESCRIPTION = NamedNode("http://purl.org/dc/terms/description")
ANYWHERE = "/{path:path}"
MOVED = {"violation/": "violations/", "actor/": "actors/", "data/": ""}
"""Vocabulary and default data paths that a REST noun answers for."""


@router.get("/ontology", summary="The vocabulary", responses=forms(Vocabulary))
def read_vocabulary(request: Request, links: LinksDep) -> Response:
    """Classes and properties, with their definitions and alignments."""
    triples = _triples("onus.ttl")
    nodes = nodes_of(triples)
    about = nodes[NamedNode(VOCABULARY)]
    vocabulary = Vocabulary(
        iri=VOCABULARY,
        href=links.path("ontology"),
        name=about.text(TITLE),
        definition=about.find_text(DESCRIPTION),
        files=tuple(links.path(f"ontology/{name}") for name in FILES),
        terms=tuple(
            _item(links, node)
            for iri, node in sorted(nodes.items(), key=lambda pair: pair[0].value)
            if iri.value.startswith(VOCABULARY) and iri.value != VOCABULARY
        ),
    )
    return respond(request, vocabulary, page="vocabulary", triples=lambda: triples)


@router.get(
    "/ontology/{file}",
    summary="A file of the vocabulary",
    response_class=Response,
    responses={
        200: {
            "description": "The file as it stands.",
            "content": {FORMATS["turtle"]: {"schema": {"type": "string"}}, FORMATS["jsonld"]: {"schema": {}}},
        },
        **failures(404),
    },
)
def read_file(
    request: Request,
    file: Annotated[str, Path(description="The file's name.", examples=["onus.ttl"])],
) -> Response:
    """One of the files as they stand: onus.ttl, violations.ttl, shapes.ttl, context.jsonld and others."""
    if file not in FILES:
        raise UnknownTermError(f"no file {file[:80]!r} of the vocabulary; there are: {', '.join(FILES)}")
    form = "jsonld" if file.endswith(".jsonld") else "turtle"
    return tagged(request, ontology.path(file).read_bytes(), FORMATS[form])


@router.get(ANYWHERE, include_in_schema=False)
def read_term(request: Request, links: LinksDep, path: str) -> Response:
    """The term whose IRI ends in this path; violations, actors and data are at their REST nouns."""
    for prefix, noun in MOVED.items():
        if path.startswith(prefix) and (rest := path.removeprefix(prefix)):
            query = f"?{request.url.query}" if request.url.query else ""
            return RedirectResponse(links.path(f"{noun}{rest}{query}"), 303)
    triples = _about(path)
    if not path or not triples:
        raise UnknownTermError(f"there is nothing at /{path[:200]}")
    (node,) = nodes_of(triples).values()
    properties: dict[str, list[str]] = {}
    for triple in triples:
        value = triple.object.value if isinstance(triple.object, NamedNode | Literal) else str(triple.object)
        properties.setdefault(triple.predicate.value, []).append(value)
    detail = TermDetail(
        **dict(_item(links, node)),
        properties=tuple(
            Property(property=name, values=tuple(sorted(values)))
            for name, values in sorted(properties.items())
        ),
    )
    return respond(request, detail, page="term", triples=lambda: triples)


def is_term(path: str) -> bool:
    """Whether GET finds something at this path that no other route answers for."""
    return any(path.startswith(prefix) for prefix in MOVED) or bool(_about(path))


@cache
def _triples(file: str) -> tuple[Triple, ...]:
    quads = parse(path=str(ontology.path(file)), format=RdfFormat.TURTLE)
    return tuple(quad.triple for quad in quads)


def _about(path: str) -> list[Triple]:
    """What the vocabulary says of the term of that path."""
    try:
        term = NamedNode(VOCABULARY + path)
    except ValueError:
        return []
    return [triple for file in ontology.FILES for triple in _triples(file) if triple.subject == term]


def _item(links: Links, node: Node) -> TermItem:
    labels = [*node.texts(RDFS_LABEL), *node.texts(PREF_LABEL), *node.texts(TITLE)]
    name = node.iri.value.removeprefix(VOCABULARY)
    definitions = node.texts(DEFINITION)
    return TermItem(
        iri=node.iri.value,
        href=links.href(node.iri),
        name=name,
        label=labels[0] if labels else name,
        types=tuple(sorted(iri.value for iri in node.iris(RDF_TYPE))),
        definition=definitions[0] if definitions else None,
    )
