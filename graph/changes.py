"""What graphs lose and gain, and the update that makes it so. Pure."""

from collections.abc import Mapping

from pyoxigraph import NamedNode, Triple

from graph.sparql import serialise

Triples = frozenset[Triple]
Change = tuple[Triples, Triples]  # lost, gained
NOTHING: Triples = frozenset()


def change(stored: Triples, right: Triples) -> Change:
    """What a graph that has the former loses and gains to have the latter."""
    return stored - right, right - stored


def as_update(changes: Mapping[NamedNode, Change]) -> str:
    """One SPARQL update by which graphs lose and gain that; empty where there is nothing to do."""
    data = {
        "DELETE": _data({graph_name: lost for graph_name, (lost, _) in changes.items()}),
        "INSERT": _data({graph_name: gained for graph_name, (_, gained) in changes.items()}),
    }
    return " ;\n".join(f"{keyword} DATA {{\n{blocks}}}" for keyword, blocks in data.items() if blocks)


def _data(graphs: Mapping[NamedNode, Triples]) -> str:
    blocks = []
    for graph_name, triples in graphs.items():
        if triples:
            lines = "".join(f"{triple.subject} {triple.predicate} {triple.object} .\n" for triple in triples)
            blocks.append(f"GRAPH {serialise(graph_name)} {{\n{lines}}}\n")
    return "".join(blocks)
