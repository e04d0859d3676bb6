"""What people see: tables, progress on standard error, and reports of what was skipped."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

import click

from graph.errors import ArticleError, OnusError, UnknownFormatError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs

    from rich.console import Console, RenderableType
    from rich.text import Text

T = TypeVar("T")
LONG_WORD = 13  # a column is wide enough for words of so many letters, where the terminal allows
GAP = 3  # columns between two columns of a table
PIPED_WIDTH = 160  # columns of a table that goes to a file or another program


def console() -> "Console":
    """Standard output as wide as the terminal; colours only where it is one (and NO_COLOR is unset)."""
    from rich.console import Console

    piped = None if sys.stdout.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(file=sys.stdout, width=piped, highlight=False, markup=False, emoji=False, soft_wrap=False)


def table(
    title: str | None, columns: Iterable[str], rows: Iterable[Iterable["str | Text"]]
) -> "RenderableType":
    """A table of plain or styled texts; text is shown as it is, never read as markup.

    Where the terminal is too narrow for the columns, each row is a block of lines instead.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from graph.reading.decoding import clean

    headings = [Text(column) for column in columns]
    cells = [[Text(clean(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows]
    by_column = list(zip(headings, *cells, strict=True))
    least = [min(LONG_WORD, max(map(_longest_word, column))) for column in by_column]
    natural = [max(cell.cell_len for cell in column) for column in by_column]
    width = console().width - GAP * len(headings)
    made = Table(
        title=Text(title) if title else None,
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
    )
    if sum(least) > width:
        made.show_header = False
        made.add_column(style="dim", no_wrap=True)
        made.add_column(overflow="fold")
        for row in cells:
            for heading, cell in zip(headings, row, strict=True):
                if cell:
                    made.add_row(heading, cell)
            made.add_section()
        return made
    widest = max(range(len(natural)), key=natural.__getitem__, default=0)
    cap = _share([*natural[:widest], *natural[widest + 1 :]], width - min(natural[widest], width * 9 // 20))
    for number, heading in enumerate(headings):
        most = None if number == widest else max(cap, least[number])
        made.add_column(heading, overflow="fold", min_width=least[number], max_width=most)
    for row in cells:
        made.add_row(*row)
    return made


def _share(widths: list[int], room: int) -> int:
    """The greatest width to which all can be cut so that they fit into the room."""
    return next((cap for cap in range(room, 0, -1) if sum(min(each, cap) for each in widths) <= room), 1)


def _longest_word(text: "Text") -> int:
    return max(map(len, text.plain.split()), default=0)


@contextmanager
def progress(
    description: str, total: Callable[[], int] | int | None = None, *, printing: bool = False
) -> Iterator["Progress"]:
    """A bar on standard error while the block runs, with the rate and the time that remains; nothing where
    that is no terminal.

    `total` may be a function, which is called only where a bar is shown. Where the block goes on `printing`
    to a terminal, that shows how far it is, and a bar would stand in its lines.
    """
    if not sys.stderr.isatty() or (printing and sys.stdout.isatty()):
        yield Progress()
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.progress import Progress as Bar

    columns = (
        *(TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()),
        *(TextColumn("{task.fields[rate]}"), TimeElapsedColumn(), TimeRemainingColumn()),
    )
    with Bar(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(description, total=total() if callable(total) else total, rate="")
        started, done = time.monotonic(), 0

        def advance(count: int) -> None:
            nonlocal done
            done += count
            rate = done / max(time.monotonic() - started, 0.001)
            bar.update(task, advance=count, rate=f"{rate:,.0f}/s")

        yield Progress(advance)


def estimate(paths: Iterable[Path]) -> int:
    """How many articles these files and folders may hold."""
    from graph.reading import estimate_articles

    return sum(map(estimate_articles, paths))


_interrupted = threading.Event()


def heed_interrupts() -> None:
    """Remember Ctrl-C: the exception it raises is lost where a library's C code calls Python just then."""
    _interrupted.clear()
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = _tell_unraisable
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, _interrupt)


def _tell_unraisable(lost: "UnraisableHookArgs") -> None:
    if lost.exc_type is not KeyboardInterrupt:
        sys.__unraisablehook__(lost)


def _interrupt(number: int, frame: FrameType | None) -> None:
    _interrupted.set()
    signal.default_int_handler(number, frame)


class Progress:
    """Counts what is done. Call `advance` after each piece of work, or `track` an iterable.

    Raises KeyboardInterrupt where Ctrl-C was pressed since and has not ended the work.
    """

    def __init__(self, advance: Callable[[int], None] | None = None) -> None:
        self._advance = advance

    def advance(self, count: int = 1) -> None:
        if _interrupted.is_set():
            raise KeyboardInterrupt
        if self._advance:
            self._advance(count)

    def track(self, items: Iterable[T]) -> Iterator[T]:
        for item in items:
            yield item
            self.advance()


def nothing_to_read(paths: Iterable[Path]) -> OnusError:
    """That not one file is in these folders."""
    from graph.reading import SUFFIXES

    return ArticleError(
        f"no articles in {', '.join(map(str, paths))}: they are read from files in {', '.join(SUFFIXES)}"
    )


class Skipped:
    """Tells of each article that is skipped, on standard error.

    `count` is how many, and `failed` says whether one was lost to an error: a file of another kind in a
    folder (a picture, a PDF) is told of but no error.
    """

    def __init__(self) -> None:
        self.count = 0
        self.failed = False

    def __call__(self, error: OnusError) -> None:
        self.tell(str(error), failed=not isinstance(error, UnknownFormatError))

    def tell(self, message: str, *, failed: bool = True) -> None:
        self.count += 1
        self.failed |= failed
        click.echo(f"onus: skipped {' '.join(message.split())}", err=True)
