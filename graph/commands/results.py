"""Answers to queries as people and programs read them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rich.table import Table

from graph.commands.terminal import table
from graph.errors import UsageError
from graph.iris import DEFAULT_BASE
from graph.store import Solutions, Term
from ontology import VOCABULARY

PREFIXES = {
    "onus": VOCABULARY,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
}
"""Namespaces written short in Turtle and tables."""

SPOKEN = {"speaker", "stance", "quote", "article"}
"""The variables that show a query's solutions to be claims."""

_LAST = ("who says so", "quote", "article")  # in this order, behind all others


def as_json(solutions: Solutions) -> str:
    """SPARQL 1.1 Query Results JSON (https://www.w3.org/TR/sparql11-results-json/)."""
    bindings = [{name: _json_term(term) for name, term in solution.items()} for solution in solutions]
    answer = {"head": {"vars": list(solutions.variables)}, "results": {"bindings": bindings}}
    return json.dumps(answer, ensure_ascii=False, indent=1)


def as_csv(solutions: Solutions) -> str:
    """SPARQL 1.1 CSV (https://www.w3.org/TR/sparql11-results-csv-tsv/): plain values, CRLF line ends."""
    output = io.StringIO()
    writer = csv.writer(output)
    writer.writerow(solutions.variables)
    for solution in solutions.solutions:
        writer.writerow("" if term is None else plain(term) for term in solution)
    return output.getvalue()


def as_turtle(triples: Iterable[Triple]) -> str:
    """The triples in Turtle, with the usual prefixes."""
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=PREFIXES)
    assert written is not None
    return written.decode()


def plain(term: Term) -> str:
    """An IRI or literal as its bare text; a blank node as "_:label"."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def as_table(solutions: Solutions, title: str | None = None, *, ids: bool = False) -> Table:
    """The solutions as a table for people.

    Of shipped queries, names stand in the place of IRIs, speaker and article each in one column, and
    columns that are empty throughout are left out. With `ids`, every variable has its column.
    """
    if ids:
        rows = [[short(term) for term in solution] for solution in solutions.solutions]
        return table(title, map(heading, solutions.variables), rows)
    found = list(solutions)
    columns = {name: [short(solution.get(name)) for solution in found] for name in solutions.variables}
    if columns.keys() >= SPOKEN:
        columns["who says so"] = [_speaker(solution) for solution in found]
        columns["article"] = [_article(solution) for solution in found]
        for name in ("speaker", "stance", "relay", "asserter", "claim", "publisher", "published", "title"):
            columns.pop(name, None)
        columns = {
            name: columns[name]
            for name in sorted(columns, key=lambda name: name in _LAST and _LAST.index(name) + 1)
        }
        columns["quote"] = [f"“{quote}”" for quote in columns["quote"]]
    shown = {name: column for name, column in columns.items() if f"{name}Name" not in columns and any(column)}
    return table(title, map(heading, shown), zip(*shown.values(), strict=True))


def heading(variable: str) -> str:
    """A variable's name in words: "backerName" is "Backer", "supportKind" is "Support kind"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable.removesuffix("Name")).lower()
    return words[:1].upper() + words[1:]


def short(term: Term | None) -> str:
    """A term for a table cell: literals bare, IRIs without the project's bases or by prefix."""
    if term is None:
        return ""
    text = plain(term)
    if isinstance(term, NamedNode):
        if text.startswith(DEFAULT_BASE):
            return text.removeprefix(DEFAULT_BASE)
        if text.startswith(VOCABULARY):
            return text.rpartition("/")[2]
        for prefix, namespace in PREFIXES.items():
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def _speaker(solution: Mapping[str, Term]) -> str:
    """Who says so: "Berdal Aral asserts", "Rwanda denies", "TRT World reports"."""
    said = plain(solution["speaker"])
    if "asserter" in solution:
        said += f" {short(solution['stance'])}"
    elif short(solution["stance"]) == "denies":
        said += " a denial"
    return said + (f", according to {plain(solution['relay'])}" if "relay" in solution else "")


def _article(solution: Mapping[str, Term]) -> str:
    """Publisher, day and title, or of an article without a title its id."""
    title = solution.get("title")
    told = [plain(solution[name]) for name in ("publisher", "published") if name in solution]
    named = f"“{plain(title)}”" if title else short(solution["article"]).removeprefix("articles/")
    return ", ".join((*told, named))


def wrong_form(form: str, kind: str, fitting: str) -> UsageError:
    """The error for an output format that the answer cannot have."""
    return UsageError(f"--format {form} does not fit {kind} (it has: {fitting})")


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case NamedNode(value=iri):
            return {"type": "uri", "value": iri}
        case BlankNode(value=label):
            return {"type": "bnode", "value": label}
        case Literal(value=value, language=str(language)):
            return {"type": "literal", "value": value, "xml:lang": language}
        case Literal(value=value, datatype=datatype):
            if datatype.value == PREFIXES["xsd"] + "string":
                return {"type": "literal", "value": value}
            return {"type": "literal", "value": value, "datatype": datatype.value}
        case Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    raise TypeError(term)  # the four kinds of term are above
