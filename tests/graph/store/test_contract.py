"""The contract, on every kind of store."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.errors import DataError, ForbiddenQueryError, QueryError, StoreError
from graph.store import Solutions, Store

A, B, C = (NamedNode(f"http://example.org/{name}") for name in "abc")
G, H = NamedNode("http://example.org/graphs/g"), NamedNode("http://example.org/graphs/h?x=1&y=2")
NASTY = Literal("a \"quoted\" \\ line\nand 'another'\t\u0000é\U0001f600 } ; DROP ALL #")


def everything(store: Store) -> set[Quad]:
    output = BytesIO()
    store.dump(output)
    quads = list(parse(output.getvalue(), RdfFormat.N_QUADS))
    assert len(quads) == len(set(quads))
    return set(quads)


def test_a_new_store_is_empty(store: Store) -> None:
    assert everything(store) == set()
    assert store.select("SELECT ?s { ?s ?p ?o }") == Solutions(("s",), [])
    assert not store.ask("ASK { ?s ?p ?o }")
    assert store.construct("CONSTRUCT WHERE { ?s ?p ?o }") == []


def test_the_default_graph_is_the_union_of_all_graphs(store: Store) -> None:
    store.replace_graph(G, [Triple(A, B, C)])
    store.replace_graph(H, [Triple(C, B, Literal(1))])
    joined = store.select("SELECT ?x ?y { ?x ?p ?between . ?between ?p ?y }")
    assert joined.solutions == [(A, Literal(1))]
    assert store.ask(f"ASK {{ {A} {B} {C} }}")
    assert store.select("SELECT ?g { GRAPH ?g { ?s ?p 1 } }").solutions == [(H,)]


def test_solutions_say_what_is_unbound(store: Store) -> None:
    store.replace_graph(G, [Triple(A, B, Literal("x", language="en")), Triple(C, B, NASTY)])
    solutions = store.select(f"SELECT ?s ?none ?o {{ ?s {B} ?o OPTIONAL {{ ?s {A} ?none }} }} ORDER BY ?s")
    assert solutions.variables == ("s", "none", "o")
    assert solutions.solutions == [(A, None, Literal("x", language="en")), (C, None, NASTY)]
    assert list(solutions) == [{"s": A, "o": Literal("x", language="en")}, {"s": C, "o": NASTY}]


def test_construct_and_describe_give_triples(store: Store) -> None:
    store.replace_graph(G, [Triple(A, B, NASTY)])
    assert store.construct(f"CONSTRUCT {{ ?o2 {A} ?s }} WHERE {{ ?s {B} ?o BIND({C} AS ?o2) }}") == [
        Triple(C, A, A)
    ]
    assert store.construct(f"DESCRIBE {A}") == [Triple(A, B, NASTY)]


def test_replacing_a_graph_touches_no_other(store: Store) -> None:
    store.replace_graph(G, [Triple(A, B, C), Triple(A, B, Literal("old"))])
    store.replace_graph(H, [Triple(A, B, C)])
    store.replace_graph(G, [Triple(A, B, Literal("new")), Triple(A, B, C), Triple(A, B, C)])
    assert everything(store) == {Quad(A, B, Literal("new"), G), Quad(A, B, C, G), Quad(A, B, C, H)}
    store.replace_graph(G, [])
    assert everything(store) == {Quad(A, B, C, H)}
    assert store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").solutions == [(H,)]


def test_removing_a_graph_that_is_not_there_is_nothing(store: Store) -> None:
    store.replace_graph(G, [Triple(A, B, C)])
    store.remove_graph(H)
    assert everything(store) == {Quad(A, B, C, G)}
    store.remove_graph(G)
    assert everything(store) == set()


def test_updates_change_the_store(store: Store) -> None:
    store.update(f"INSERT DATA {{ GRAPH {G} {{ {A} {B} {C} , {NASTY} }} }}")
    assert everything(store) == {Quad(A, B, C, G), Quad(A, B, NASTY, G)}
    store.update(f"DELETE DATA {{ GRAPH {G} {{ {A} {B} {NASTY} }} }} ; CREATE SILENT GRAPH {H}")
    assert everything(store) == {Quad(A, B, C, G)}


def test_a_failing_update_changes_nothing(store: Store) -> None:
    store.replace_graph(G, [Triple(A, B, C)])
    with pytest.raises((QueryError, StoreError)):
        store.update(f"DROP ALL ; CREATE GRAPH {H} ; CREATE GRAPH {H}")
    assert everything(store) == {Quad(A, B, C, G)}


def test_loading_adds_and_dumping_gives_it_back(store: Store, tmp_path: Path) -> None:
    store.replace_graph(G, [Triple(A, B, C)])
    path = tmp_path / "more.trig"
    path.write_text(f"GRAPH {G} {{ {A} {B} 'more' }} GRAPH {H} {{ {A} {B} {NASTY} , {C} }}", encoding="utf-8")
    store.load(path, RdfFormat.TRIG)
    expected = {Quad(A, B, C, G), Quad(A, B, Literal("more"), G), Quad(A, B, NASTY, H), Quad(A, B, C, H)}
    assert everything(store) == expected
    output = BytesIO()
    store.dump(output, RdfFormat.TRIG)
    assert set(parse(output.getvalue(), RdfFormat.TRIG)) == expected
    with pytest.raises(DataError, match="Turtle has no named graphs"):
        store.dump(BytesIO(), RdfFormat.TURTLE)


def test_a_file_that_does_not_parse_is_named_with_its_line(store: Store, tmp_path: Path) -> None:
    store.replace_graph(G, [Triple(A, B, C)])
    path = tmp_path / "broken.nq"
    path.write_text(f"{A} {B} {C} {H} .\n{A} broken\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"broken\.nq.*line 2") as raised:
        store.load(path)
    assert "\n" not in str(raised.value)
    assert Quad(A, B, C, G) in everything(store)
    with pytest.raises(DataError, match=r"absent\.nq cannot be read: No such file"):
        store.load(tmp_path / "absent.nq")


def test_bad_sparql_is_one_line_with_its_place(store: Store) -> None:
    with pytest.raises(QueryError) as raised:
        store.select("SELECT ?s {\n ?s ?p")
    assert re.fullmatch("SPARQL does not parse at line (2, column 7.*|3)", str(raised.value))  # 3: Virtuoso
    with pytest.raises((QueryError, StoreError)) as raised:
        store.select("SELECT (<http://example.org/f>(1) AS ?x) {}")
    assert "http://example.org/f" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_each_method_takes_its_own_form(store: Store) -> None:
    with pytest.raises(QueryError, match="SELECT is needed here, this is ASK"):
        store.select("ASK {}")
    with pytest.raises(QueryError, match="this is SELECT"):
        store.ask("SELECT * {}")
    with pytest.raises(QueryError, match="CONSTRUCT or DESCRIBE"):
        store.construct("SELECT * {}")
    with pytest.raises(QueryError, match="UPDATE"):
        store.update("SELECT * {}")


def test_no_store_fetches(store: Store) -> None:
    with pytest.raises(ForbiddenQueryError):
        store.select("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")
    with pytest.raises(ForbiddenQueryError):
        store.update("LOAD <http://127.0.0.1:9/>")


def test_a_large_graph_is_replaced_whole(store: Store, tmp_path: Path) -> None:
    triples = [Triple(A, B, Literal(number)) for number in range(12_000)]
    store.replace_graph(G, triples)
    assert store.select("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").solutions == [(Literal(12_000),)]
    path = tmp_path / "all.nq"
    with path.open("wb") as output:
        store.dump(output)
    store.remove_graph(G)
    store.load(path)
    assert everything(store) == {Quad(A, B, Literal(number), G) for number in range(12_000)}


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.ask("ASK {}")
