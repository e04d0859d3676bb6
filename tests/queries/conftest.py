"""The dataset of invented articles, in a store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import ontology
from graph.iris import ONTOLOGY
from graph.store import EmbeddedStore, Store
from graph.writer import Writer

HERE = Path(__file__).parent


def fill(store: Store) -> Store:
    store.load(HERE / "dataset.trig", RdfFormat.TRIG)
    files = [ontology.path(name) for name in ontology.FILES if name != "actors.ttl"]
    triples = [quad.triple for file in files for quad in parse(path=str(file), format=RdfFormat.TURTLE)]
    store.replace_graph(ONTOLOGY, triples)
    Writer(store).rebuild_edges()
    return store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    """A store of the dataset that no test changes."""
    with EmbeddedStore() as opened:
        yield fill(opened)


@pytest.fixture
def own_store() -> Iterator[Store]:
    """A store of the dataset for a test to change."""
    with EmbeddedStore() as opened:
        yield fill(opened)


@pytest.fixture
def fill_store() -> Callable[[Store], Store]:
    """A function that puts the dataset into a store."""
    return fill
