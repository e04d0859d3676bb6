"""What an engine does otherwise than the standards say.

Virtuoso, in versions up to 7.2 at least:
- answers ASK as a SELECT of `__ASK_RETVAL`, and booleans as "0" and "1" (valid, but not canonical);
- keeps graphs of its own (its schema, its service description) among the user's;
- answers in part, with status 200, when it runs out of time (`X-SQL-State`) or meets its row limit
  (`X-SPARQL-MaxRows`);
- takes no more than some 4,900 triples in one update;
- lets any query fetch addresses by functions of its own (`bif:http_get`).
"""

import re
from dataclasses import dataclass

import httpx
from pyoxigraph import Literal, NamedNode

from graph.errors import EndpointError, ForbiddenQueryError, QueryTimeoutError
from graph.sparql import Term, query_form

ASKED = "__ASK_RETVAL"
"""The variable that tells Virtuoso."""

VIRTUOSO_GRAPHS = ("http://www.openlinksw.com/schemas/virtrdf#", "http://www.w3.org/ns/ldp#")
SERVICE_GRAPHS = """SELECT DISTINCT ?g
{ GRAPH ?g { ?service a <http://www.w3.org/ns/sparql-service-description#Service> } }"""

_ANY_GRAPH = re.compile(r"\bGRAPH\s*[?$]", re.IGNORECASE)
_NAMED_GRAPH = re.compile(r"\bGRAPH(?:\s+[^\s?$]*:|\s*<)|\bFROM\s", re.IGNORECASE)
_ANY_PROPERTY = re.compile(r"[{.]\s*[?$]\w+\s+[?$]\w+\s")
_BOOLEANS = {"0": "false", "1": "true"}
_XSD_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_EXTENSION = re.compile(r"(?<![\w-])(?:bif|sql|sqlx?|openlinksw)\s*:|openlinksw|virtrdf|[`]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Dialect:
    """An engine's ways: the graphs that are its own, and how many triples an update may have."""

    is_virtuoso: bool = False
    own_graphs: tuple[str, ...] = ()
    batch: int = 5_000

    def prologue(self, query: str) -> str:
        """What goes before a query, without a line break, to keep the engine's graphs out of its answer.

        Only where a query could see them: with a GRAPH of any name, or any subject with any property. Where
        a GRAPH is named it must not be: Virtuoso would find nothing there.
        """
        if not self.is_virtuoso:
            return ""
        if query_form(query) == "DESCRIBE":
            return 'define sql:describe-mode "CBD" '  # its usual mode tells nothing
        if _NAMED_GRAPH.search(query):
            return ""
        kinds = {"named": _ANY_GRAPH, "default": _ANY_PROPERTY}
        seen = [kind for kind, pattern in kinds.items() if pattern.search(query)]
        return "".join(
            f"define input:{kind}-graph-exclude <{name}> " for name in self.own_graphs for kind in seen
        )

    def read(self, term: Term | None) -> Term | None:
        """A term of an answer in its usual form."""
        if self.is_virtuoso and isinstance(term, Literal) and term.datatype == _XSD_BOOLEAN:
            return Literal(_BOOLEANS.get(term.value, term.value), datatype=_XSD_BOOLEAN)
        return term

    def check_whole(self, response: httpx.Response, where: str) -> None:
        """Raise QueryTimeoutError where the headers of an answer tell that it is not all of it."""
        if state := response.headers.get("X-SQL-State"):
            message = response.headers.get("X-SQL-Message", "").partition("  ")[0]
            raise QueryTimeoutError(f"{where} answers in part ({state}): {message[:200]}")

    def check_count(self, response: httpx.Response, found: int, where: str) -> None:
        """Raise EndpointError where an answer of that many solutions has been cut off."""
        limit = response.headers.get("X-SPARQL-MaxRows", "")
        if limit.isdecimal() and found >= int(limit):
            raise EndpointError(f"{where} cuts answers off at {limit} solutions: raise its ResultSetMaxRows")

    def refuse_extensions(self, query: str) -> None:
        """Raise ForbiddenQueryError for what the engine takes beyond SPARQL: by it a query could fetch."""
        if not self.is_virtuoso:
            return
        decoded = _CODEPOINT.sub(lambda found: chr(int(found[1] or found[2], 16) % 0x110000), query)
        if found := _EXTENSION.search(query) or _EXTENSION.search(decoded):
            raise ForbiddenQueryError(f"the engine's own extensions are not allowed here: {found[0]!r}")
