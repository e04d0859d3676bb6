"""The one place where pyoxigraph's terms and rdflib's meet."""

from collections.abc import Iterable

import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple
from rdflib.graph import Dataset
from rdflib.term import Node

from graph.errors import DataError

Term = NamedNode | BlankNode | Literal | Triple
XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


def to_rdflib(term: Term) -> rdflib.URIRef | rdflib.BNode | rdflib.Literal:
    """The term as rdflib has it, its lexical form unchanged. DataError for a triple term (RDF 1.2)."""
    match term:
        case NamedNode(value=iri):
            return rdflib.URIRef(iri)
        case BlankNode(value=label):
            return rdflib.BNode(label)
        case Literal(value=value, language=str(language)):
            return rdflib.Literal(value, lang=language)
        case Literal(value=value, datatype=datatype):
            known = None if datatype.value == XSD_STRING else rdflib.URIRef(datatype.value)
            return rdflib.Literal(value, datatype=known, normalize=False)
        case _:
            raise DataError(f"a triple term cannot be shown here: {term}")


def from_rdflib(node: Node) -> NamedNode | BlankNode | Literal:
    """The node as pyoxigraph has it. DataError for an IRI or language tag that is none."""
    try:
        match node:
            case rdflib.URIRef():
                return NamedNode(str(node))
            case rdflib.BNode():
                return BlankNode(str(node))
            case rdflib.Literal(language=str(language)):
                return Literal(str(node), language=language)
            case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
                return Literal(str(node), datatype=NamedNode(str(datatype)))
            case rdflib.Literal():
                return Literal(str(node))
    except ValueError as error:
        raise DataError(f"{str(node)[:100]!r}: {error}") from error
    raise DataError(f"not a term: {node!r}")


def rdflib_graph(triples: Iterable[Triple]) -> rdflib.Graph:
    """The triples as an rdflib graph."""
    graph = rdflib.Graph()
    for triple in triples:
        graph.add((to_rdflib(triple.subject), to_rdflib(triple.predicate), to_rdflib(triple.object)))
    return graph


def rdflib_dataset(quads: Iterable[Quad]) -> Dataset:
    """The quads as an rdflib dataset; those outside of named graphs in its default graph."""
    dataset = Dataset()
    for quad in quads:
        name = quad.graph_name
        graph = (
            dataset.graph(to_rdflib(name))
            if isinstance(name, NamedNode | BlankNode)
            else dataset.default_graph
        )
        graph.add((to_rdflib(quad.subject), to_rdflib(quad.predicate), to_rdflib(quad.object)))
    return dataset


def triples(graph: rdflib.Graph) -> list[Triple]:
    """The graph's triples, sorted by their text. DataError for what RDF does not allow."""
    found = []
    for subject, predicate, target in graph:
        about, relation = from_rdflib(subject), from_rdflib(predicate)
        if isinstance(about, Literal) or not isinstance(relation, NamedNode):
            raise DataError(f"not a triple: {subject!r} {predicate!r} {target!r}")
        found.append(Triple(about, relation, from_rdflib(target)))
    return sorted(found, key=str)
