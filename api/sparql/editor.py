"""The page at /sparql for browsers: an editor, and without scripts a plain form."""

import json

import mimeparse
from fastapi import Request
from fastapi.responses import HTMLResponse

import queries
from api.negotiation import FORMATS
from api.pages import render_template
from graph.iris import DEFAULT_BASE
from graph.store import Store
from graph.writer import find_data_base
from ontology import prefixes

EXAMPLE = """\
# Who is said to support somebody who is accused of something?
PREFIX onus: <https://w3id.org/onus/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>

SELECT DISTINCT ?backer ?accused ?violation WHERE {
  ?supporter onus:supports ?actor ; skos:prefLabel ?backer .
  ?actor onus:accusedOf ?code ; skos:prefLabel ?accused .
  ?code skos:prefLabel ?violation .
} ORDER BY ?accused LIMIT 50
"""
PLAIN_EXAMPLE = "SELECT * WHERE { ?subject ?predicate ?object } LIMIT 50\n"


def wants_page(request: Request) -> bool:
    """Whether a request without a query rather wants a page than a description in RDF."""
    if request.query_params.get("format") == "html":
        return True
    accept = request.headers.get("accept", "*/*").lower()
    if "format" in request.query_params or "text/html" not in accept:
        return False
    try:
        return bool(mimeparse.best_match([FORMATS["turtle"], FORMATS["html"]], accept) == FORMATS["html"])
    except mimeparse.MimeTypeParseException:
        return False


def editor_page(request: Request, store: Store | None) -> HTMLResponse:
    """The editor; `store` is that of claims, None where the service is one of an ordinary dataset."""
    gallery = [] if store is None else [queries.read(name) for name in queries.names()]
    page = render_template(
        "editor",
        request,
        base=DEFAULT_BASE if store is None else find_data_base(store) or DEFAULT_BASE,
        prefixes=json.dumps(prefixes()),
        example=PLAIN_EXAMPLE if store is None else EXAMPLE,
        gallery=[each for each in gallery if not each.name.startswith("check-")],
    )
    return HTMLResponse(page, headers={"Vary": "Accept"})
