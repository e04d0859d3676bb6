"""Terms go to rdflib and come back the same."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from graph.convert import from_rdflib, rdflib_dataset, rdflib_graph, to_rdflib, triples
from graph.errors import DataError

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
A, B, G = (NamedNode(f"http://example.org/{name}") for name in "abg")
DATATYPES = st.sampled_from(["integer", "date", "gYear", "gYearMonth", "boolean", "dateTime", "anyURI"]).map(
    lambda name: NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}")
)
TERMS = st.one_of(
    st.sampled_from([A, B, BlankNode("x")]),
    TEXT.map(Literal),
    st.builds(lambda text, tag: Literal(text, language=tag), TEXT, st.sampled_from(["en", "fr-ca"])),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), TEXT, DATATYPES),
    st.builds(lambda number: Literal(f"0{number}", datatype=Literal(1).datatype), st.integers(min_value=0)),
)


@pytest.mark.filterwarnings("ignore")  # rdflib warns of literals outside their datatype
@given(TERMS)
def test_a_term_comes_back_the_same(term: NamedNode | BlankNode | Literal) -> None:
    assert from_rdflib(to_rdflib(term)) == term


def test_graphs_come_back_the_same() -> None:
    found = [
        Triple(A, B, Literal("2015-02", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#gYearMonth")))
    ]
    assert triples(rdflib_graph(found)) == found
    dataset = rdflib_dataset([Quad(A, B, Literal("x"), G), Quad(A, B, Literal("y"))])
    assert [str(target) for *_, target in dataset.graph(rdflib.URIRef(G.value))] == ["x"]
    assert [str(target) for *_, target in dataset.default_graph] == ["y"]


def test_what_is_no_rdf_is_refused() -> None:
    with pytest.raises(DataError, match="not a url"):
        from_rdflib(rdflib.URIRef("not a url"))
    with pytest.raises(DataError, match="triple term"):
        to_rdflib(Triple(A, B, A))
    graph = rdflib.Graph()
    graph.add((rdflib.Literal("x"), rdflib.URIRef("http://e/p"), rdflib.Literal("y")))
    with pytest.raises(DataError, match="not a triple"):
        triples(graph)
