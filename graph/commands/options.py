"""Options and arguments that several commands share."""

import functools
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

import click

from graph.errors import StoreError

if TYPE_CHECKING:
    from graph.store import Store
    from graph.texts import TextFolder

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the graph is: a data directory, or an endpoint with the texts in the data directory."""

    data: Path
    endpoint: str | None = None

    @property
    def texts(self) -> "TextFolder":
        """The articles' texts."""
        from graph.texts import TextFolder

        return TextFolder(self.data / "texts")

    def create(self) -> "AbstractContextManager[Store]":
        """The store, made where there is none yet."""
        from graph.store import open_store  # loads the engine: not at import

        return open_store(self.data, self.endpoint)

    @contextmanager
    def open(self) -> "Iterator[Store]":
        """The store that is there, brought up to date. Raises StoreError where nothing is there."""
        import queries
        from graph.ingest import bring_up_to_date, is_up_to_date

        if self.endpoint is None and not (self.data / "store").is_dir():
            raise StoreError(f"no store in {self.data}: run 'onus ingest' first, or name another with --data")
        with self.create() as store:
            if not store.ask(queries.text("store", "holds-anything")):
                raise StoreError(
                    f"the store in {self.endpoint or self.data} is empty: run 'onus ingest' first"
                )
            if not is_up_to_date(store):
                click.echo("an earlier version made this graph: bringing it up to date …", err=True)
                bring_up_to_date(store)
            yield store


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=Path("data"),
    envvar="ONUS_DATA",
    show_default=True,
    show_envvar=True,
    help="Data directory.",
)


def takes_place(command: Callable[Concatenate[Place, P], R]) -> Callable[P, R]:
    """Add --data and --endpoint, and hand them to the command as its first argument."""

    @data_option
    @click.option(
        "--endpoint",
        metavar="URL",
        envvar="ONUS_ENDPOINT",
        show_envvar=True,
        help="SPARQL endpoint that keeps the graph instead of the data directory.",
    )
    @functools.wraps(command)
    def with_place(*arguments: P.args, **options: P.kwargs) -> R:
        data, endpoint = options.pop("data"), options.pop("endpoint")
        return command(Place(Path(str(data)), str(endpoint) if endpoint else None), *arguments, **options)

    return with_place


paths_argument = click.argument(
    "paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path)
)
output_option = click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File to write to, instead of standard output.",
)
