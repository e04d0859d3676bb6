"""/queries: the questions that the program ships, asked with names, codes and dates."""

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Request
from fastapi.responses import Response
from pyoxigraph import Literal, NamedNode

import queries
from api.dependencies import ReaderDep
from api.links import Links
from api.models.common import Page
from api.models.queries import Cell, QueryAnswer, QueryItem, QueryParameter
from api.openapi import forms
from api.records.answers import ENDS, answer_network
from api.records.reader import Reader
from api.refilling import keep_form
from api.representation import as_lines, respond
from graph.ask import ask, find_query
from graph.drawing import draw_svg
from graph.network import most_borne_out
from graph.sparql import Term
from graph.store import Solutions
from queries import ShippedQuery

router = APIRouter(tags=["Queries"])

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
RESERVED = frozenset({"format", "view"})

DRAWN = 30
"""How many actors the picture of an answer shows at most."""


@router.get("/queries", summary="Shipped queries", responses=forms(Page[QueryItem], "csv", rdf=False))
def list_queries(request: Request, reader: ReaderDep) -> Response:
    """Every question there is, with its parameters."""
    items = tuple(
        _item(reader.links, queries.read(name)) for name in queries.names() if not name.startswith("check-")
    )
    page = Page[QueryItem](items=items, total=len(items), next=None)
    return respond(request, page, page="queries", rows=items, row_model=QueryItem)


QueryName = Annotated[str, Path(description="The query's name.", examples=["supporters-of"])]


def _form(request: Request, reader: ReaderDep, name: QueryName) -> None:
    keep_form(request, "query", _answer(reader.links, find_query(name), {}, None))


@router.get(
    "/queries/{name}",
    summary="Ask a shipped query",
    dependencies=[Depends(_form)],
    responses=forms(QueryAnswer, "csv", "svg", rdf=False, failing=(404, 409)),
    openapi_extra={
        "parameters": [
            {
                "name": "parameters",
                "in": "query",
                "style": "form",
                "explode": True,
                "description": "The query's own parameters, as /queries describes them; an actor by name, "
                "alias or IRI, a violation by code or name. Several values: repeat the parameter.",
                "schema": {"type": "object", "additionalProperties": {"type": "string"}},
                "examples": {"supporters": {"value": {"actor": "Khalifa Haftar"}}},
            }
        ]
    },
)
def ask_query(
    request: Request,
    reader: ReaderDep,
    name: QueryName,
) -> Response:
    """The answer to the query with these parameters; without a required one, its description alone."""
    shipped = find_query(name)
    given: dict[str, list[str]] = {}
    for key, value in request.query_params.multi_items():
        if key not in RESERVED and value:
            given.setdefault(key, []).append(value)
    complete = all(each.name in given for each in shipped.parameters if each.required)
    answer = _ask(reader, name, given) if complete or given else None
    resource = _answer(reader.links, shipped, given, answer)
    lines = () if answer is None else answer.solutions
    others: dict[str, Callable[[], str]] = {
        "csv": lambda: as_lines(resource.variables, ([_plain(term) for term in line] for line in lines))
    }
    if answer is not None and set(answer.variables) >= ENDS:
        others["svg"] = lambda: _drawn(reader, answer, shipped.title)
    return respond(
        request,
        resource,
        page="query",
        others=others,
    )


def _answer(
    links: Links, shipped: ShippedQuery, given: Mapping[str, Sequence[str]], answer: Solutions | None
) -> QueryAnswer:
    return QueryAnswer(
        **dict(_item(links, shipped)),
        sparql=shipped.text,
        given={key: tuple(values) for key, values in given.items()},
        variables=answer.variables if answer else (),
        solutions=None if answer is None else tuple(_cells(links, answer)),
    )


def _ask(reader: Reader, name: str, given: dict[str, list[str]]) -> Solutions:
    return ask(
        reader.store, name, {key: values if len(values) > 1 else values[0] for key, values in given.items()}
    )


def _drawn(reader: Reader, answer: Solutions, title: str) -> str:
    network, left_out = most_borne_out(answer_network(reader, answer), DRAWN)
    return draw_svg(network, title, left_out)


def _item(links: Links, shipped: ShippedQuery) -> QueryItem:
    return QueryItem(
        name=shipped.name,
        title=shipped.title,
        description=shipped.description,
        parameters=tuple(
            QueryParameter(
                name=each.name,
                type=each.type,
                description=each.description,
                required=each.required,
                many=each.many,
                default=each.default,
            )
            for each in shipped.parameters
        ),
        href=links.path(f"queries/{shipped.name}"),
    )


def _cells(links: Links, answer: Solutions) -> list[dict[str, Cell]]:
    return [{name: _cell(links, term) for name, term in solution.items()} for solution in answer]


def _cell(links: Links, term: Term) -> Cell:
    if isinstance(term, NamedNode):
        return Cell(type="uri", value=term.value, href=links.href(term), datatype=None)
    datatype = None
    if isinstance(term, Literal) and term.datatype.value != XSD_STRING and term.language is None:
        datatype = term.datatype.value
    return Cell(type="literal", value=_plain(term), href=None, datatype=datatype)


def _plain(term: Term | None) -> str:
    if term is None:
        return ""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)
