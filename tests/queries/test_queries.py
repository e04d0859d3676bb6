"""Every shipped query against expected solutions: tests/queries/<name>/cases.toml over dataset.trig.

A case has parameters, optionally a SPARQL update that changes the dataset first, and the solutions as CSV
over some of the query's variables, IRIs without their base, lines of a term sorted between bars.
"""

import csv
import io
import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode

import queries
from graph.ask import ask
from graph.sparql import bind, parameters, query_form
from graph.store import EmbeddedStore, EndpointStore, Solutions, Store
from graph.store.contract import Term
from graph.vocabulary import relations
from graph.writer import Writer
from ontology import VOCABULARY
from queries import lists

HERE = Path(__file__).parent
PREFIXES = """PREFIX onus: <https://w3id.org/onus/>
PREFIX graph: <https://w3id.org/onus/graph/>
PREFIX violation: <https://w3id.org/onus/violation/>
PREFIX actor: <https://w3id.org/onus/data/actors/>
PREFIX article: <https://w3id.org/onus/data/articles/>
PREFIX edge: <https://w3id.org/onus/data/edges/>
PREFIX claim: <https://w3id.org/onus/data/claims/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""


CASES = [
    pytest.param(file.parent.name, case, id=f"{file.parent.name}-{number}")
    for file in sorted(HERE.glob("*/cases.toml"))
    for number, case in enumerate(tomllib.loads(file.read_text(encoding="utf-8"))["case"])
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_a_query_finds_what_is_expected(
    name: str, case: dict[str, Any], store: Store, fill_store: Callable[[Store], Store]
) -> None:
    if "changes" in case:
        store = fill_store(EmbeddedStore())
        store.update(PREFIXES + case["changes"])
        if not name.startswith("check-"):
            Writer(store).rebuild_edges()
    solutions = ask(store, name, case.get("parameters", {}))
    columns, *expected = csv.reader(io.StringIO(case["expected"].strip("\n")), skipinitialspace=True)
    found = shown(solutions, columns)
    if "ORDER BY" not in queries.read(name).text.rsplit("}", 1)[1]:
        found, expected = sorted(found), sorted(expected)
    if not case.get("complete", True):
        assert len(found) > len(expected)
        found = [solution for solution in found if solution in expected]
        found.sort(key=expected.index)
    assert found == expected


def test_an_endpoint_answers_the_same(
    store: Store, fill_store: Callable[[Store], Store], serve_oxigraph: Callable[..., str]
) -> None:
    with EndpointStore(serve_oxigraph()) as endpoint:
        fill_store(endpoint)
        assert differing(store, endpoint) == []


@pytest.mark.system
def test_virtuoso_answers_the_same(
    own_store: Store, fill_store: Callable[[Store], Store], empty_virtuoso: str
) -> None:
    with EndpointStore(empty_virtuoso) as endpoint:
        fill_store(endpoint)
        assert differing(own_store, endpoint) == []
        for changed in own_store, endpoint:  # reviews are what queries leave out
            for number in 1, 5, 8, 11, 16:
                aside = f"claim:c{number} onus:setAsideBy <https://w3id.org/onus/data/decisions/9>"
                changed.update(f"{PREFIXES} INSERT DATA {{ GRAPH graph:decisions {{ {aside} }} }}")
            Writer(changed).rebuild_edges()
        assert differing(own_store, endpoint) == []


def differing(one: Store, other: Store) -> list[str]:
    """The queries with a case that the stores answer otherwise."""
    names = []
    for case in CASES:
        name, details = case.values
        assert isinstance(name, str)
        assert isinstance(details, dict)
        if "changes" not in details:
            first, second = (ask(store, name, details.get("parameters", {})) for store in (one, other))
            columns = list(first.variables)
            if sorted(shown(first, columns)) != sorted(shown(second, columns)):
                names.append(name)
    return names


def shown(found: Solutions, columns: list[str]) -> list[list[str]]:
    assert set(columns) <= set(found.variables)
    return [[text(solution.get(column)) for column in columns] for solution in found]


def text(term: Term | None) -> str:
    if term is None:
        return ""
    assert isinstance(term, NamedNode | Literal)
    if isinstance(term, NamedNode):
        return term.value.removeprefix(VOCABULARY + "data/").removeprefix(VOCABULARY)
    return " | ".join(sorted(filter(None, term.value.split("\n"))))


def test_edges_are_kept_as_their_claims_tell(store: Store) -> None:
    one_way = [each for each in relations().values() if not each.symmetric]  # others have no first end
    asked = [NamedNode(VOCABULARY + relation.name) for relation in one_way]
    told = store.select(bind(lists.read("network-edges", ["relations"]), {"relations": asked}))
    every: dict[str, Term | Sequence[Term]] = {"relations": asked, "limit": Literal(1000)}
    kept = store.select(bind(lists.read("kept-edges", every), every))
    assert len(kept) > 5
    columns = list(told.variables)
    assert sorted(shown(kept, columns)) == sorted(shown(told, columns))


def test_every_query_has_cases() -> None:
    assert [name for name in queries.names() if not (HERE / name / "cases.toml").is_file()] == []
    assert {file.parent.name for file in HERE.glob("*/cases.toml")} <= set(queries.names())


@pytest.mark.parametrize("name", queries.names())
def test_every_query_is_described(name: str) -> None:
    query = queries.read(name)
    assert query.name == name
    assert query.title
    assert query.title[0].isupper()
    assert not query.title.endswith(".")
    assert query.description.endswith(".")
    assert {parameter.name for parameter in query.parameters} == set(parameters(query.text))
    assert query_form(query.text) == "SELECT"
    for parameter in query.parameters:
        assert not (parameter.required and parameter.default is not None)


@pytest.mark.parametrize("name", queries.names())
def test_who_says_so_comes_with_every_quote(name: str, store: Store) -> None:
    query = queries.read(name)
    if "?quote" in query.text:
        values = {each.name: Literal(1) for each in query.parameters if each.type == "integer"}
        values |= {each.name: Literal("") for each in query.parameters if each.type == "date"}
        variables = store.select(bind(query.text, values)).variables
        assert {"speaker", "stance", "quote", "article", "publisher", "published", "claim"} <= set(variables)


def test_a_query_that_is_not_there() -> None:
    with pytest.raises(KeyError):
        queries.read("nothing")
    with pytest.raises(KeyError):
        queries.read("../queries/counts")


def test_what_only_the_program_asks_is_in_no_catalogue() -> None:
    inner = {file.stem for file in Path(queries.__file__).parent.glob("*/*.rq")}
    assert {"graph-triples", "matching-claims"} <= inner
    assert not {"graph-triples", "matching-claims"} & set(queries.names())
    with pytest.raises(KeyError):
        queries.text("store", "nothing")
