"""What every store does, whatever the engine behind it.

Every query sees the union of all named graphs as its default graph. Terms, triples and quads are
pyoxigraph's. `query` and `update` texts come ready: parameters are bound by `graph.sparql.bind`.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, Self

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple

from graph.store.files import Progress
from graph.store.withheld import Withheld

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Solutions:
    """The answer to a SELECT: variable names without "?", and one tuple of terms a solution."""

    variables: tuple[str, ...]
    solutions: list[tuple[Term | None, ...]]

    def __iter__(self) -> Iterator[dict[str, Term]]:
        """Each solution as its bound variables only."""
        for solution in self.solutions:
            yield {
                name: term for name, term in zip(self.variables, solution, strict=True) if term is not None
            }

    def __len__(self) -> int:
        return len(self.solutions)


class Store(Protocol):
    """A place for named graphs. All methods raise StoreError (or QueryError for bad SPARQL).

    `withheld` holds what no query finds; it is no part of a dump.
    """

    @property
    def withheld(self) -> Withheld: ...

    def select(self, query: str) -> Solutions:
        """Evaluate a SELECT query. Raises QueryError where it does not parse or is of another form."""
        ...

    def ask(self, query: str) -> bool:
        """Evaluate an ASK query."""
        ...

    def construct(self, query: str) -> list[Triple]:
        """Evaluate a CONSTRUCT or DESCRIBE query."""
        ...

    def update(self, update: str) -> None:
        """Run a SPARQL update. Atomic on the embedded store; elsewhere what the engine promises."""
        ...

    def replace_graph(self, graph_name: NamedNode, triples: Iterable[Triple]) -> None:
        """Make the graph hold exactly these triples (Graph Store Protocol PUT). Atomic as `update`."""
        ...

    def remove_graph(self, graph_name: NamedNode) -> None:
        """Remove the graph and all in it; nothing happens where it is not there."""
        ...

    def load(
        self, path: Path, data_format: RdfFormat = RdfFormat.N_QUADS, *, progress: Progress | None = None
    ) -> None:
        """Add a file's quads (merge, never replace), in bulk. Not atomic: a broken file may leave a part.

        Every quad must be in a named graph. Raises DataError for a file that does not parse.
        """
        ...

    def dump(self, output: BinaryIO, data_format: RdfFormat = RdfFormat.N_QUADS) -> None:
        """Write every quad."""
        ...

    def close(self) -> None: ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc_info: object) -> None: ...
