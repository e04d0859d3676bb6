"""Answers to queries as people and programs read them."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, serialize
from rich.console import RenderableType
from rich.text import Text

from graph.commands.terminal import table
from graph.iris import DEFAULT_BASE
from graph.reading.decoding import clean
from graph.store import Solutions, Term
from graph.terms import XSD
from graph.vocabulary import relations
from ontology import VOCABULARY, prefixes

SPOKEN = {"speaker", "stance", "quote", "article"}
"""The variables that show a query's solutions to be claims."""


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
    written = serialize(triples, format=RdfFormat.TURTLE, prefixes=prefixes())
    assert written is not None
    return written.decode()


def plain(term: Term) -> str:
    """An IRI or literal as its bare text; a blank node as "_:label"."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


def as_table(solutions: Solutions, title: str | None = None, *, every: bool = True) -> RenderableType:
    """The solutions as a table for people, with a column for every variable.

    Without `every`, as fits the shipped queries: names stand in the place of IRIs, claims have one column
    for who says so and one for the quote and its article, and columns that tell nothing are left out.
    """
    if every:
        named = {name for name in solutions.variables if f"{name}Name" in solutions.variables}
        headings = [heading(name) + (" id" if name in named else "") for name in solutions.variables]
        rows = [[short(term) for term in solution] for solution in solutions.solutions]
        return table(title, headings, rows)
    found = list(solutions)
    terms = {name: [solution.get(name) for solution in found] for name in solutions.variables}
    hidden: set[str] = {
        name for name in terms if f"{name}Name" in terms or any(map(_identifies, terms[name]))
    }
    columns: dict[str, list[str | Text]] = {
        name: [short(term) for term in column] for name, column in terms.items() if name not in hidden
    }
    if terms.keys() >= SPOKEN:
        columns["who says so"] = [speaker_cell(solution) for solution in found]
        columns["quote and article"] = [source_cell(solution) for solution in found]
        for name in (*SPOKEN, "asserter", "relay", "publisher", "published", "title"):
            columns.pop(name, None)
    shown = {name: column for name, column in columns.items() if any(map(_tells, column))}
    return table(title, map(heading, shown), zip(*shown.values(), strict=True))


def _identifies(term: Term | None) -> bool:
    """Whether the term is an IRI that only programs want to see: of an article, claim or actor."""
    return isinstance(term, NamedNode) and (
        term.value.startswith(DEFAULT_BASE) or not term.value.startswith(VOCABULARY)
    )


def _tells(cell: str | Text) -> bool:
    return str(cell) not in ("", "reported")


def heading(variable: str) -> str:
    """A variable's name in words: "backerName" is "Backer", "supportKind" is "Support kind"."""
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", variable.removesuffix("Name")).lower()
    return words[:1].upper() + words[1:]


def short(term: Term | None) -> str:
    """A term for a table cell: literals bare, relations by label, other IRIs without base or by prefix."""
    if term is None:
        return ""
    text = plain(term)
    if isinstance(term, NamedNode):
        if text.startswith(DEFAULT_BASE):
            return text.removeprefix(DEFAULT_BASE)
        if text.startswith(VOCABULARY):
            name = text.rpartition("/")[2]
            return relations()[name].label if name in relations() else name
        for prefix, namespace in prefixes().items():
            if text.startswith(namespace):
                return f"{prefix}:{text.removeprefix(namespace)}"
    return text


def speaker_cell(solution: Mapping[str, Term]) -> str:
    """Who says so: "Berdal Aral asserts", "Rwanda denies", "TRT World reports"."""
    said = plain(solution["speaker"])
    if "asserter" in solution:
        said += f" {short(solution['stance'])}"
    elif short(solution["stance"]) == "denies":
        said += " a denial"
    return said + (f", according to {plain(solution['relay'])}" if "relay" in solution else "")


def source_cell(solution: Mapping[str, Term]) -> Text:
    """The quote, and below it publisher, day and title of its article, or its id for want of a title."""
    title = solution.get("title")
    told = [plain(solution[name]) for name in ("publisher", "published") if name in solution]
    named = plain(title) if title else short(solution["article"]).removeprefix("articles/")
    return Text.assemble(f"“{clean(plain(solution['quote']))}”\n", (clean(", ".join((*told, named))), "dim"))


def _json_term(term: Term) -> dict[str, object]:
    match term:
        case NamedNode(value=iri):
            return {"type": "uri", "value": iri}
        case BlankNode(value=label):
            return {"type": "bnode", "value": label}
        case Literal(value=value, language=str(language)):
            return {"type": "literal", "value": value, "xml:lang": language}
        case Literal(value=value, datatype=datatype):
            if datatype.value == XSD + "string":
                return {"type": "literal", "value": value}
            return {"type": "literal", "value": value, "datatype": datatype.value}
        case Triple():
            parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
            return {"type": "triple", "value": {name: _json_term(part) for name, part in parts.items()}}
    raise TypeError(term)  # the four kinds of term are above
