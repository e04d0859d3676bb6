"""Whether a store is built as the vocabulary has it: SHACL graph by graph, then queries over all of it.

SHACL: https://www.w3.org/TR/shacl/. The shapes need one article's graph at a time, so that a store of
any size can be checked, by several processes at once.
"""

from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from itertools import chain, islice
from multiprocessing import get_context

import pyshacl
from pyoxigraph import RdfFormat, Triple, parse, serialize
from rdflib import RDF, SH, Graph

import ontology
import queries
from graph.convert import rdflib_graph
from graph.iris import DECISIONS
from graph.problem import Problem
from graph.store import Store
from graph.writer import Writer

CHECK = "check-"
"""What the names of queries begin with that find what is wrong; each solution is one problem."""

AHEAD = 50  # graphs read ahead of the processes that check them


def validate(store: Store, *, jobs: int = 1) -> Iterator[Problem]:
    """Each thing in the store that the shapes or a check-*.rq object to. `jobs` processes check shapes."""
    yield from validate_shapes(store, jobs=jobs)
    yield from validate_whole(store)


def validate_shapes(store: Store, *, jobs: int = 1) -> Iterator[Problem]:
    """What the shapes object to in the articles' graphs and the decisions."""
    writer = Writer(store)
    decisions = writer.graph(DECISIONS).union(store.withheld.read())
    articles = ((name.value, _written(writer.graph(name))) for name in writer.articles())
    graphs = chain([(DECISIONS.value, _written(decisions))], articles)
    if jobs <= 1:
        for name, triples in graphs:
            yield from _objections(name, triples)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        while batch := list(islice(graphs, AHEAD)):
            for problems in pool.map(_objections, *zip(*batch, strict=True)):
                yield from problems


def validate_whole(store: Store) -> Iterator[Problem]:
    """What the check-*.rq find in the store as a whole."""
    for name in queries.names():
        if name.startswith(CHECK):
            query = queries.read(name)
            for solution in store.select(query.text):
                found = ", ".join(f"{variable} {term}" for variable, term in solution.items())
                yield Problem(f"{query.title}: {found}")


def validate_triples(name: str, triples: Iterable[Triple]) -> list[Problem]:
    """What the shapes object to in one graph."""
    conforms, report, _ = pyshacl.validate(rdflib_graph(triples), shacl_graph=_shapes(), inplace=True)
    if conforms:
        return []
    problems = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, message = report.value(result, SH.focusNode), report.value(result, SH.resultMessage)
        problems.add(Problem(str(message), name, str(focus)))
    return sorted(problems, key=str)


def _objections(name: str, triples: bytes) -> list[Problem]:
    return validate_triples(name, (quad.triple for quad in parse(triples, RdfFormat.N_TRIPLES)))


def _written(triples: Iterable[Triple]) -> bytes:
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


@cache
def _shapes() -> Graph:
    return Graph().parse(ontology.path("shapes.ttl"), format="turtle")
