from pathlib import Path

import pytest
from rdflib import Graph

import ontology


@pytest.fixture(scope="session")
def vocabulary() -> Graph:
    """All the data of the vocabulary in one graph."""
    graph = Graph()
    for name in ontology.FILES:
        graph.parse(ontology.path(name))
    return graph


@pytest.fixture(scope="session")
def folder() -> Path:
    """The folder of the vocabulary files."""
    return ontology.path("onus.ttl").parent
