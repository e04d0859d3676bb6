"""`onus extract`: the claims of articles, printed and not stored."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import paths_argument
from graph.commands.terminal import Skipped, console, estimate, nothing_to_read, progress, table
from graph.errors import ArticleError, DuplicateArticleError, OnusError
from graph.model import Article, Claim, Party, Quote

if TYPE_CHECKING:
    from rich.text import Text

CONTEXT = 60  # characters shown on both sides of a quote


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["jsonl", "table"]),
    default="jsonl",
    show_default=True,
    help="jsonl: one JSON object a claim; table: quotes with their parts in colour.",
)
@click.pass_context
def extract(context: click.Context, paths: tuple[Path, ...], form: str) -> None:
    """Print the claims of articles, storing nothing.

    PATH is a file or folder of .txt, .md, .html, .json or .jsonl articles. Each quote stands in its
    article's text from `start` to `end`.

    \b
    Examples:
      onus extract article.txt
      onus extract --format table articles/
      onus extract articles/ > claims.jsonl
    """
    skipped = Skipped()
    read = 0
    with progress("extracting", lambda: estimate(paths), printing=True) as bar:
        for article, claims in bar.track(extracted(paths, skipped)):
            read += 1
            if form == "table":
                show(article, claims)
            else:
                for claim in claims:
                    click.echo(json.dumps(claim_record(claim), ensure_ascii=False))
    if not read and not skipped.count:
        raise nothing_to_read(paths)
    if skipped.failed or not read:
        context.exit(1)


def extracted(paths: Iterable[Path], skipped: Skipped) -> Iterator[tuple[Article, list[Claim]]]:
    """Each article with its claims; what cannot be read is handed to `skipped`."""
    from graph.extraction import extract_claims  # loads the language pipeline: not at import
    from graph.reading import read_articles

    seen: dict[str, Article] = {}
    for path in paths:
        for article in read_articles(path, skipped):
            try:
                first = seen.setdefault(article.id, replace(article, text=""))
                if first.original_sha256 != article.original_sha256:
                    message = f"{article.place}: its id {article.id!r} is that of {first.place}"
                    raise DuplicateArticleError(message)
                yield article, extract_claims(article)
            except (ArticleError, DuplicateArticleError) as error:
                skipped(_naming(article, error))


def claim_record(claim: Claim) -> dict[str, object]:
    """The claim as a JSON object: the fields that `eval/score.py` reads, then all others that are given."""
    record: dict[str, object] = {
        "article": claim.article,
        "subject": claim.subject.name,
        "relation": claim.relation,
        "object": claim.object_name,
        "asserter": claim.asserter.name if claim.asserter else None,
        "stance": claim.stance,
        "status": claim.status,
        "quote": claim.quote.exact,
        "start": claim.quote.start,
        "end": claim.quote.end,
    }
    for role in ("subject", "object", "asserter", "relay"):
        party = getattr(claim, role)
        if isinstance(party, Party):
            record[role] = party.name
            record[f"{role}_kind"] = party.kind
            if party.aliases:
                record[f"{role}_aliases"] = list(party.aliases)
    for name in ("support_kind", "mode", "victims", "place", "date", "date_end", "deaths", "former"):
        if (value := getattr(claim, name)) not in (None, False):
            record[name] = value
    for name in ("caveat", "cue"):
        if isinstance(passage := getattr(claim, name), Quote):
            record[name] = asdict(passage)
    record["extractor"] = claim.extractor
    return record


def show(article: Article, claims: list[Claim]) -> None:
    """Print the claims as a table, each quote in its context."""
    from rich.text import Text

    rows = [
        (
            Text.assemble(
                (claim.subject.name, "cyan"),
                f" {relation_label(claim)} ",
                (object_label(claim), "magenta"),
            ),
            speaker(claim, article),
            highlighted(claim, article.text),
        )
        for claim in claims
    ]
    made = table(f"{article.id}: {article.title or 'untitled'}", ("Claim", "Who says so", "Quote"), rows)
    console().print(made)


def relation_label(claim: Claim) -> str:
    from graph.vocabulary import relations

    label = relations()[claim.relation].label
    return f"{label} ({claim.status})" if claim.status not in ("reported", "alleged") else label


def object_label(claim: Claim) -> str:
    from graph.vocabulary import violations

    return violations()[claim.object].label if isinstance(claim.object, str) else claim.object.name


def speaker(claim: Claim, article: Article) -> str:
    """Who says it: "Berdal Aral asserts", "Rwanda denies", "TRT World reports"."""
    if claim.asserter is None:
        said = f"{article.publisher or 'the article'} {'denies' if claim.stance == 'denies' else 'reports'}"
    else:
        said = f"{claim.asserter.name} {claim.stance}"
    relayed = f", according to {claim.relay.name}" if claim.relay else ""
    caveat = f" (“{claim.caveat.exact}”)" if claim.caveat else ""
    return said + relayed + caveat


def highlighted(claim: Claim, text: str) -> "Text":
    """The quote between some of what stands around it, with subject, object and cue marked."""
    from rich.text import Text

    quote = claim.quote
    before = text[max(0, quote.start - CONTEXT) : quote.start].rpartition("\n")[2]
    after = text[quote.end : quote.end + CONTEXT].partition("\n")[0]
    if len(before) == CONTEXT:
        before = f"… {before.partition(' ')[2]}"
    if len(after) == CONTEXT:
        after = f"{after.rpartition(' ')[0]} …"
    shown = Text.assemble((before, "dim"), quote.exact.replace("\n", " "), (after, "dim"))
    start = quote.start - len(before)
    if claim.cue:
        shown.stylize("bold yellow", max(0, claim.cue.start - start), max(0, claim.cue.end - start))
    parties = [(claim.subject, "bold cyan")]
    if isinstance(claim.object, Party):
        parties.append((claim.object, "bold magenta"))
    for party, style in parties:
        names = sorted((party.name, *party.aliases), key=len, reverse=True)
        shown.highlight_words(names, style)
    return shown


def _naming(article: Article, error: OnusError) -> OnusError:
    return error if article.id in str(error) else type(error)(f"{article.id}: {error}")
