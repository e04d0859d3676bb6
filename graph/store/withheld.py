"""What a store withholds, in a file of its own: no engine has it, so no query can find it."""

from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse, serialize

from graph.errors import StoreError
from graph.texts import write_file

NAME = "withheld.nt"


class Withheld:
    """Triples in a file for its owner's eyes alone, or in memory where `path` is None.

    Raises StoreError where the file cannot be read or written, StoreFullError where the disk is full.
    """

    def __init__(self, path: Path | None = None) -> None:
        self.path = path
        self._triples: frozenset[Triple] = frozenset()

    def read(self) -> frozenset[Triple]:
        """All of it; nothing where there is no file."""
        if self.path is None:
            return self._triples
        try:
            data = self.path.read_bytes()
            return frozenset(quad.triple for quad in parse(data, RdfFormat.N_TRIPLES))
        except FileNotFoundError:
            return frozenset()
        except (OSError, SyntaxError, ValueError) as error:
            raise StoreError(f"{self.path} cannot be read: {error}") from error

    def write(self, triples: Iterable[Triple]) -> None:
        """Hold exactly these. On disk when this returns."""
        triples = frozenset(triples)
        if triples == self.read():
            return
        if self.path is None:
            self._triples = triples
        else:
            write_file(self.path, serialize(sorted(triples, key=str), format=RdfFormat.N_TRIPLES) or b"")
