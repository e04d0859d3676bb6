"""Answers to shipped queries as networks, where they tell who is said to be related to whom."""

from collections.abc import Iterable, Mapping

import networkx as nx

from api.links import local_id
from api.records.claims import references
from api.records.reader import Reader, number, text
from graph.network import Network
from graph.sparql import Term

ENDS = frozenset({"subject", "relation", "object"})


def answer_network(reader: Reader, solutions: Iterable[Mapping[str, Term]]) -> Network:
    """The edges that the solutions name; solutions that are claims count for them, those that count do so.

    Solutions are of a query with the variables in ENDS. A relation that is only denied is no edge.
    """
    network: Network = nx.MultiDiGraph()
    solutions = list(solutions)
    known = references(
        reader, {text(each.get(end)) for each in solutions for end in ("subject", "object")} - {""}
    )
    for solution in solutions:
        ends = text(solution.get("subject")), text(solution.get("object"))
        relation = local_id(text(solution.get("relation")))
        if not all(ends) or not relation:
            continue
        for iri in ends:
            network.add_node(iri, name=known[iri].name, kind=next(iter(known[iri].kinds), "Actor"))
        if not network.has_edge(*ends, relation):
            network.add_edge(
                *ends, relation, relation=relation, articles=0, assertions=0, denials=0, weight=0
            )
            network.edges[(*ends, relation)].update(speakers=[], said_in=set())
        edge = network.edges[(*ends, relation)]
        if "stance" not in solution:
            edge |= {name: number(solution.get(name)) for name in ("articles", "assertions", "denials")}
        elif local_id(text(solution["stance"])) == "denies":
            edge["denials"] += 1
        else:
            edge["assertions"] += 1
            edge["said_in"].add(text(solution.get("article")))
            edge["articles"] = len(edge["said_in"])
            if (speaker := text(solution.get("speaker"))) not in edge["speakers"]:
                edge["speakers"].append(speaker)
        edge["weight"] = edge["articles"] + len(edge["speakers"])
    denied = [each for each in network.edges(keys=True) if not network.edges[each]["assertions"]]
    network.remove_edges_from(denied)
    network.remove_nodes_from([actor for actor in network if not network.degree(actor)])
    return network
