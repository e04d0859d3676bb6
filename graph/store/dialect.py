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
from graph.sparql import Term, decode_codepoints, query_form

ASKED = "__ASK_RETVAL"
"""The variable that tells Virtuoso."""

VIRTUOSO_GRAPHS = ("http://www.openlinksw.com/schemas/virtrdf#", "http://www.w3.org/ns/ldp#")
SERVICE_GRAPHS = """SELECT DISTINCT ?g
{ GRAPH ?g { ?service a <http://www.w3.org/ns/sparql-service-description#Service> } }"""

NO_GRAPH = "urn:x-onus:no-graph"
_ANY_GRAPH = re.compile(r"\bGRAPH\s*[?$]", re.IGNORECASE)
_NAMED_GRAPH = re.compile(r"\bGRAPH(?:\s+[^\s?$]*:|\s*<)|\bFROM\s", re.IGNORECASE)
_ANY_PROPERTY = re.compile(r"[{.]\s*[?$]\w+\s+[?$]\w+\s")
_BOOLEANS = {"0": "false", "1": "true"}
_XSD_BOOLEAN = NamedNode("http://www.w3.org/2001/XMLSchema#boolean")
_EXTENSION = re.compile(
    r"(?<![\w-])(?:bif|sqlx?|special|get|input|output)\s*:|openlinksw|virtrdf|`|\boption\s*\(",
    re.IGNORECASE,
)
_NO_SCHEME = re.compile(r"<(?![A-Za-z][A-Za-z0-9+.-]*:)[^<>\"{}|^`\\\s]*>")


@dataclass(frozen=True, slots=True)
class Dialect:
    """An engine's ways: the graphs that are its own, and how many triples an update may have."""

    is_virtuoso: bool = False
    own_graphs: tuple[str, ...] = ()
    batch: int = 5_000

    def prologue(self, query: str, *, chosen: bool = False) -> str:
        """What goes before a query, without a line break, so that Virtuoso answers it rightly.

        It joins in the order written: its own choices lose solutions (of a path that is checked rather than
        followed, among others). Its own graphs are kept out where a pattern of any subject with any property
        would show them, unless a graph is named: beside that an exclusion loses solutions, as one of named
        graphs alone does. Where a dataset is `chosen` (by FROM, or as the protocol does), a named graph that
        nobody has keeps GRAPH from looking into all.
        """
        if not self.is_virtuoso:
            return ""
        defined = ['sql:select-option "order"']
        if query_form(query) == "DESCRIBE":
            defined.append('sql:describe-mode "CBD"')  # its usual mode tells nothing
        elif chosen:
            defined.append(f"input:named-graph-uri <{NO_GRAPH}>")
        elif _ANY_PROPERTY.search(query) and not _NAMED_GRAPH.search(query):
            kinds = ("default", "named") if _ANY_GRAPH.search(query) else ("default",)
            defined += [f"input:{kind}-graph-exclude <{name}>" for name in self.own_graphs for kind in kinds]
        return "".join(f"define {each} " for each in defined)

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

    def row_limit(self, response: httpx.Response) -> int | None:
        """How many solutions the server gives at most, where it tells a limit."""
        limit = response.headers.get("X-SPARQL-MaxRows", "")
        return int(limit) if limit.isdecimal() else None

    def check_count(self, response: httpx.Response, found: int, where: str) -> None:
        """Raise EndpointError where an answer of that many solutions has been cut off."""
        limit = self.row_limit(response)
        if limit is not None and found >= limit:
            raise EndpointError(f"{where} cuts answers off at {limit} solutions: raise its ResultSetMaxRows")

    def time_limit(self, seconds: float) -> dict[str, str]:
        """The field that tells the engine how long a query may take, where it takes one."""
        return {"timeout": str(max(1000, round(seconds * 1000)))} if self.is_virtuoso else {}

    def refuse_extensions(self, query: str) -> None:
        """Raise ForbiddenQueryError for what the engine takes beyond SPARQL: by it a query could fetch.

        All of the text is searched, strings and comments too, since the engine may read it otherwise. An IRI
        must have a scheme, so that none is put together of a prefix and a name.
        """
        if not self.is_virtuoso:
            return
        for text in (query, decode_codepoints(query)):
            if found := _EXTENSION.search(text):
                raise ForbiddenQueryError(f"the engine's own extensions are not allowed here: {found[0]!r}")
            if found := _NO_SCHEME.search(text):
                raise ForbiddenQueryError(f"IRIs must be whole here: {found[0][:200]!r}")
