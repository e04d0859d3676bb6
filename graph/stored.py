"""What a store holds under the name of one graph."""

from pyoxigraph import NamedNode

import queries
from graph.changes import Triples
from graph.sparql import bind
from graph.store import Store


def triples_of(store: Store, graph_name: NamedNode) -> Triples:
    """All triples of that graph; none where there is no such graph. Raises StoreError."""
    query = bind(queries.text("store", "graph-triples"), {"graph": [graph_name]})
    return frozenset(store.construct(query))
