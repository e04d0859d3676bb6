"""`onus ingest`: articles into the graph."""

from collections.abc import Iterable
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import Place, paths_argument, takes_place
from graph.commands.terminal import Skipped, console, estimate, nothing_to_read, progress, table
from graph.errors import ArticleError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from graph.ingest import IngestReport
    from graph.model import Article


@click.command()
@paths_argument
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that read articles side by side.",
)
@click.option(
    "--replace", is_flag=True, help="Also where the new article has nothing in common with the old of its id."
)
@click.option("--base", metavar="IRI", help="Under which a new store's data stands; fixed from then on.")
@takes_place
@click.pass_context
def ingest(
    context: click.Context,
    place: Place,
    paths: tuple[Path, ...],
    jobs: int,
    replace: bool,
    base: str | None,
) -> None:
    """Read articles into the graph, each as a whole or not at all.

    PATH is a file or folder of .txt, .md, .html, .json or .jsonl articles. An article's id is its own, else
    its address, else the file's name. Ingesting one again changes nothing; an article that has changed
    takes the place of the old, but another one of the same id is skipped. After an interruption, run it
    again.

    \b
    Examples:
      onus ingest articles/
      onus ingest --data cases/libya --jobs 4 feed.jsonl more/
      onus ingest --endpoint http://127.0.0.1:7878 articles/
    """
    skipped = Skipped()
    report = ingest_paths(place, paths, skipped, jobs=jobs, replace=replace, base=base)
    if not report.outcomes:
        raise nothing_to_read(paths)
    console().print(summary(report))
    taken = report.outcomes.total() - report.outcomes["skipped"]
    if skipped.failed or not taken:
        context.exit(1)


def ingest_paths(
    place: Place,
    paths: Iterable[Path],
    skipped: Skipped,
    *,
    jobs: int = 1,
    replace: bool = False,
    base: str | None = None,
) -> "IngestReport":
    """Take all articles of these paths in; no store is made for none. Raises UsageError where a path is not
    there, and KeyboardInterrupt with how many are in.
    """
    from graph.ingest import IngestReport, ingest, initialise
    from graph.reading import read_articles

    for path in paths:
        if not path.exists():
            raise UsageError(f"{path}: no such file or folder")
    report = IngestReport()

    def unreadable(error: ArticleError) -> None:
        report.skip(error)
        skipped(error)

    def done(article: "Article", outcome: str) -> None:
        if outcome == "skipped":
            skipped.tell(report.skipped[-1])
        bar.advance()

    articles = chain.from_iterable(read_articles(path, unreadable) for path in paths)
    first = list(islice(articles, 1))
    if not first:
        return report
    with place.create() as store, progress("ingesting", lambda: estimate(paths)) as bar:
        if base is not None:
            initialise(store, base)
        try:
            ingest(
                store,
                chain(first, articles),
                place.texts,
                jobs=jobs,
                replace=replace,
                report=report,
                on_article=done,
            )
        except KeyboardInterrupt:
            kept = report.outcomes.total() - report.outcomes["skipped"]
            raise KeyboardInterrupt(
                f"interrupted: {kept} articles are in the graph; run it again for the others"
            ) from None
    return report


def summary(report: "IngestReport") -> "RenderableType":
    """Articles by outcome, and the claims of those taken in by relation."""
    from graph.vocabulary import relations

    outcomes = [
        (f"articles {outcome}", str(count)) for outcome, count in sorted(report.outcomes.items()) if count
    ]
    claims = [
        (f"claims: {relations()[relation].label}", str(count))
        for relation, count in report.claims.most_common()
    ]
    return table(None, ("What", "How many"), outcomes + claims)
