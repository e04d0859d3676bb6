"""What visitors may not send to Virtuoso."""

import pytest

from graph.errors import ForbiddenQueryError
from graph.store.dialect import Dialect

REFUSED = [
    "SELECT (bif:http_get('http://127.0.0.1:9/') AS ?x) {}",
    "SELECT (<bif:http_get>('http://127.0.0.1:9/') AS ?x) {}",
    "SELECT (<b\\u0069f:http_get>('http://127.0.0.1:9/') AS ?x) {}",
    "PREFIX b: <bif:> SELECT (b:http_get('http://127.0.0.1:9/') AS ?x) {}",
    "PREFIX b: <bi> SELECT (b:f:http_get('http://127.0.0.1:9/') AS ?x) {}",
    "PREFIX b: <> SELECT (b:bi\\u0066:http_get('http://127.0.0.1:9/') AS ?x) {}",
    "SELECT (SQL:anything(1) AS ?x) {}",
    "SELECT * FROM <http://example.org/g> OPTION (get:soft 'soft') { ?s ?p ?o }",
    "SELECT (`1 + 1` AS ?x) {}",
]
ALLOWED = [
    "PREFIX ex: <http://example.org/> SELECT * { ?s ex:optional ?o OPTIONAL { ?s a <urn:x> } FILTER(?o < 3)}",
    "SELECT ('\\U00110062if:' AS ?x) {}",  # an escape of no character
    "SELECT ?notbif { ?s ?p ?o FILTER(?s != 'an option or two, mysql') }",
]


@pytest.mark.parametrize("query", REFUSED)
def test_what_virtuoso_takes_beyond_sparql_is_refused(query: str) -> None:
    with pytest.raises(ForbiddenQueryError):
        Dialect(is_virtuoso=True).refuse_extensions(query)
    Dialect().refuse_extensions(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_sparql_is_not_refused(query: str) -> None:
    Dialect(is_virtuoso=True).refuse_extensions(query)
