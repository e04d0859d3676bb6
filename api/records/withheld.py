"""What is withheld, for holders of a key: its articles with all their claims, in a store of their own."""

from api.records.memory import Memory
from api.records.reader import Reader
from graph.decisions import Decisions, Review
from graph.ingest import initialise
from graph.store import EmbeddedStore
from graph.writer import Writer


def withheld_reader(reader: Reader) -> Reader:
    """A reader of a store in memory that holds the articles with withheld claims as if none were withheld.

    Its decisions are all that the store has.
    """
    store = reader.keep("withheld", lambda: _unwithheld(Writer(reader.store)), lambda _: 1)
    shown = Reader(store, Memory(), 1, reader.links)
    shown.decisions = reader.decisions
    return shown


def _unwithheld(known: Writer) -> EmbeddedStore:
    store = EmbeddedStore()
    initialise(store, known.base)
    writer = Writer(store)
    writer.decisions = Decisions(
        known.base,
        tuple(
            decision
            for decision in known.decisions.taken
            if not (isinstance(decision.matter, Review) and decision.matter.state == "withheld")
        ),
    )
    for article in known.withheld_articles():
        writer.put(*known.read(article))
    return store
