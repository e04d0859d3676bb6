"""/: what the graph holds, and where to begin."""

import re

from fastapi import APIRouter, Request
from fastapi.responses import Response
from pyoxigraph import NamedNode

import queries
from api.dependencies import ReaderDep
from api.models.home import Home
from api.openapi import forms
from api.records.dossiers import actor_item
from api.records.overview import cited_speakers, disputed_edges
from api.records.reader import Reader, number
from api.representation import respond
from api.resources.articles import article_items
from api.sparql.description import service_description
from graph.convert import triples

router = APIRouter(tags=["Service"])

NOUNS = (
    "actors", "claims", "violations", "articles", "network", "paths", "timeline", "search", "queries",
    "decisions", "ontology", "sparql", "docs", "openapi.json", "health", "metrics",
)  # fmt: skip
SHOWN = 20


@router.get("/", summary="Home", responses=forms(Home))
def read_home(request: Request, reader: ReaderDep) -> Response:
    """Counts, the actors that most is said of, and the latest articles."""
    rows = sorted(reader.actors.values(), key=lambda row: (-row.claims, row.iri))
    accused = sorted((row for row in rows if row.accusations), key=lambda row: (-row.accusations, row.iri))
    articles = sorted(reader.articles.values(), key=lambda row: (row.published, row.iri), reverse=True)
    home = Home(
        counts=counts(reader),
        actors=tuple(actor_item(reader, row.iri) for row in rows[:SHOWN]),
        accused=tuple(actor_item(reader, row.iri) for row in accused[:SHOWN]),
        cited=cited_speakers(reader, SHOWN // 2),
        disputed=disputed_edges(reader, SHOWN // 2),
        articles=tuple(article_items(reader, [NamedNode(row.iri) for row in articles[: SHOWN // 2]])),
        links={name: reader.links.path(name) for name in NOUNS},
    )
    return respond(request, home, page="home", triples=lambda: triples(service_description(request)))


def counts(reader: Reader) -> dict[str, int]:
    """Numbers of what the graph holds, by name."""
    answer = reader.keep("counts", lambda: reader.store.select(queries.read("counts").text), len)
    return {
        re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower(): number(term)
        for solution in answer
        for name, term in solution.items()
    }
