"""`onus export`: the graph as a file."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import click

from graph.commands.options import Place, output_option, takes_place
from graph.commands.terminal import progress
from graph.errors import UsageError

FORMATS = ("nquads", "turtle", "jsonld", "csv")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="nquads",
    show_default=True,
    help="nquads: all of it, for 'onus import'; csv: a line a claim.",
)
@output_option
@takes_place
def export(place: Place, form: str, output: Path | None) -> None:
    """Write the graph out, to standard output or a file. Article texts are never part of it.

    Only nquads holds what a person has withheld.

    \b
    Examples:
      onus export --output libya.nq
      onus export --format csv > claims.csv
    """
    from graph.export import EXPORTS

    with place.open() as store, progress("exporting"), opened(output) as file:
        EXPORTS[form](store, file)


@contextmanager
def opened(output: Path | None) -> Iterator[BinaryIO]:
    """Standard output, or the file, which is there whole or not at all. Raises UsageError."""
    if output is None:
        yield sys.stdout.buffer
        return
    part = output.with_name(f".{output.name}.part")
    try:
        with part.open("wb") as file:
            yield file
        part.replace(output)
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None
    finally:
        part.unlink(missing_ok=True)
