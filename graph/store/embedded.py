"""The store in this process: Oxigraph over a directory, or in memory.

One process at a time may have the directory open. Threads may share one store: pyoxigraph releases the
interpreter lock while it evaluates, and each query sees one committed state.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import BinaryIO, Self

import pyoxigraph
from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple

from graph.errors import DataError
from graph.refusals import refusal
from graph.sparql import QueryForm, check_form, replacement
from graph.store.contract import Solutions
from graph.store.engine import Engine
from graph.store.files import Progress, parse_failure, reading
from graph.store.withheld import NAME, Withheld


class EmbeddedStore:
    """A Store (see `contract`) on pyoxigraph. `path` None keeps everything in memory.

    Raises StoreInUseError where another process, or this one, has the directory open, StoreError where
    it cannot be created or is no store, and on writing StoreFullError where the disk is full: nothing of
    that write is stored then, reads go on, and writes too once there is room.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._engine = Engine(path)
        self.withheld = Withheld(path and path / NAME)  # moves with the store; no checkpoint has it

    def select(self, query: str) -> Solutions:
        with self._reading() as store:
            results = _evaluate(store, query, "SELECT")
            assert isinstance(results, QuerySolutions)
            names = tuple(variable.value for variable in results.variables)
            return Solutions(names, [tuple(solution) for solution in results])

    def ask(self, query: str) -> bool:
        with self._reading() as store:
            results = _evaluate(store, query, "ASK")
            assert isinstance(results, QueryBoolean)
            return bool(results)

    def construct(self, query: str) -> list[Triple]:
        with self._reading() as store:
            results = _evaluate(store, query, "CONSTRUCT", "DESCRIBE")
            assert isinstance(results, QueryTriples)
            return list(results)

    def update(self, update: str) -> None:
        """Run a SPARQL update: all of it, or on any error nothing."""
        check_form(update, "UPDATE")
        with self._writing() as store:
            store.update(update)

    def replace_graph(self, graph_name: NamedNode, triples: Iterable[Triple]) -> None:
        """Make the graph hold exactly these triples, in one transaction."""
        update = replacement(graph_name, triples)
        with self._writing() as store:
            store.update(update)

    def remove_graph(self, graph_name: NamedNode) -> None:
        with self._writing() as store:
            store.remove_graph(graph_name)

    def load(
        self, path: Path, data_format: RdfFormat = RdfFormat.N_QUADS, *, progress: Progress | None = None
    ) -> None:
        """Add a file's quads in bulk; a file that does not parse adds nothing. Raises DataError for it."""
        with self._writing() as store, reading(path, progress) as file:
            try:
                store.bulk_load(file, data_format)
            except (SyntaxError, ValueError) as error:
                raise parse_failure(path, error) from error

    def dump(self, output: BinaryIO, data_format: RdfFormat = RdfFormat.N_QUADS) -> None:
        with self._reading() as store:
            try:
                store.dump(output, data_format)
            except ValueError as error:
                raise DataError(f"{data_format.name} has no named graphs") from error

    def checkpoint(self, path: Path) -> None:
        """Make `path` (not there yet) a store of its own that holds what this one holds now.

        Takes milliseconds on the same file system: unchanging files are hard-linked. Not in memory.
        Raises StoreFullError where there is no room for it; nothing is lost then.
        """
        self._engine.copy(path)

    def optimize(self) -> None:
        """Compact the files after bulk writes, so that queries read less."""
        with self._writing() as store:
            store.optimize()

    def graphs(self) -> Iterator[tuple[NamedNode, frozenset[Triple]]]:
        """Every named graph with all that it holds, in one pass over the store."""
        with self._reading() as store:
            quads = store.quads_for_pattern(None, None, None, None)  # the engine orders them by graph
            for graph_name, group in groupby(quads, attrgetter("graph_name")):
                if isinstance(graph_name, NamedNode):
                    yield graph_name, frozenset(quad.triple for quad in group)

    def replace(self, folder: Path) -> None:
        """Hold what the closed store in `folder` holds, in place of everything; the folder moves here.

        It must be on the same file system. Killed in between, it leaves an empty store.
        """
        self._engine.replace(folder)

    def close(self) -> None:
        """Let go of the directory; queries that still run in other threads finish first."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc_info: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[pyoxigraph.Store]:
        with self._engine.reading() as store, _refusing():
            yield store

    @contextmanager
    def _writing(self) -> Iterator[pyoxigraph.Store]:
        with self._engine.writing() as store, _refusing():
            yield store


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except SyntaxError as error:
        raise refusal(str(error)) from error


def _evaluate(
    store: pyoxigraph.Store, query: str, *forms: QueryForm
) -> QuerySolutions | QueryBoolean | QueryTriples:
    check_form(query, *forms)
    try:
        return store.query(query, use_default_graph_as_union=True)
    except SyntaxError as error:
        raise refusal(str(error), query) from error
    except RuntimeError as error:  # a function that is not there, or one over its limits
        raise refusal(str(error)) from error
