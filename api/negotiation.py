"""Which form of a resource a request wants: by `?format=`, else by the Accept header (RFC 9110)."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import mimeparse
from fastapi import HTTPException, Request

FORMATS: Mapping[str, str] = {
    "html": "text/html",
    "json": "application/json",
    "turtle": "text/turtle",
    "jsonld": "application/ld+json",
    "ntriples": "application/n-triples",
    "nquads": "application/n-quads",
    "trig": "application/trig",
    "rdfxml": "application/rdf+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "svg": "image/svg+xml",
    "graphml": "application/graphml+xml",
    "gexf": "application/gexf+xml",
}
"""Short names for `?format=`, with their media types."""

LINKED_FORMATS = ("turtle", "jsonld", "ntriples")
"""Forms of resources that are triples."""

SOLUTION_FORMATS = ("srj", "srx", "csv", "tsv", "json")
BOOLEAN_FORMATS = ("srj", "srx", "json")
TRIPLE_FORMATS = ("turtle", "ntriples", "jsonld", "rdfxml")
GRAPH_FORMATS = (*TRIPLE_FORMATS, "trig", "nquads")
"""Forms of answers to queries, by their form."""


def negotiate(request: Request, offered: Sequence[str]) -> str:
    """The format name to answer with, out of those offered (the first is the default).

    Raises HTTPException 400 for an unknown `?format=`, 406 where nothing offered is accepted.
    """
    asked = request.query_params.get("format")
    if asked is not None:
        if asked not in offered:
            raise HTTPException(400, f"format {asked!r} is not offered here; there are: {', '.join(offered)}")
        return asked
    return _best(request.headers.get("accept", "*/*").lower(), tuple(offered))


@lru_cache
def _best(accept: str, offered: tuple[str, ...]) -> str:
    """The format offered that an Accept header prefers; clients send the same few again and again."""
    if accept.strip() in ("", "*/*"):
        return offered[0]
    # mimeparse prefers the last of equals: reversed, so that our order decides.
    media_types = [FORMATS[name] for name in reversed(offered)]
    try:
        best = mimeparse.best_match(media_types, accept)
    except mimeparse.MimeTypeParseException:
        raise HTTPException(400, f"malformed Accept header: {accept}") from None
    if not best:
        raise HTTPException(406, f"none of these is accepted: {', '.join(reversed(media_types))}")
    return next(name for name in offered if FORMATS[name] == best)
