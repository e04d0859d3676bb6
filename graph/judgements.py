"""What a store has of people's decisions: part in its graph, part in the file for what is withheld."""

import queries
from graph.decisions import Decisions, read_decisions
from graph.iris import DECISIONS, WITHHELD
from graph.sparql import bind
from graph.store import Store
from graph.stored import triples_of
from graph.withholding import Held, read_held


def read_judgements(store: Store, base: str) -> tuple[Decisions, Held]:
    """All decisions of a store, and the claims that they withhold. Raises DataError.

    Another thread may be writing.
    """
    earlier = store.withheld.read()
    told = triples_of(store, DECISIONS)
    withheld = store.withheld.read()
    decisions = read_decisions({*told, *earlier, *withheld}, base)
    return decisions, read_held(withheld, decisions)


def tells_withheld(store: Store) -> bool:
    """Whether a graph has what is withheld, as where an export was loaded as it is."""
    return store.ask(bind(queries.text("store", "is-in-graph"), {"graph": [WITHHELD]}))


def take_out_withheld(store: Store) -> None:
    """Keep what such a graph tells where no query finds it."""
    if tells_withheld(store):
        told = triples_of(store, WITHHELD)
        store.withheld.write(store.withheld.read().union(told))
        store.remove_graph(WITHHELD)
