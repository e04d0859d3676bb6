"""`onus import`: another store's export into the graph."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from graph.commands.ingest import summary
from graph.commands.options import Place, takes_place
from graph.commands.terminal import console, progress
from graph.errors import UsageError


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@takes_place
def import_file(place: Place, file: Path) -> None:
    """Take in the articles and decisions of FILE, an 'onus export --format nquads', all of it checked first.

    Texts are no part of an export: ingest the articles too, and their quotes can be verified. A new store
    is made in bulk; one that has articles takes them one by one, each as a whole.

    \b
    Examples:
      onus import libya.nq
      onus import --data copy libya.nq
    """
    from graph.importing import import_quads

    if not file.is_file():
        raise UsageError(f"{file}: {'no file but a folder' if file.is_dir() else 'no such file'}")
    with place.create() as store:
        report = import_quads(store, file, watch=stage)
    console().print(summary(report))


@contextmanager
def stage(description: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A bar for one stage of the work."""
    with progress(description, total) as bar:
        yield bar.advance
