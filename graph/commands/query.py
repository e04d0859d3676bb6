"""`onus query`: questions by name, from a file or in SPARQL."""

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import Place, takes_place
from graph.commands.terminal import console, table
from graph.errors import QueryError, UsageError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from graph.store import Solutions, Store

FORMATS = ("table", "json", "csv", "turtle")


@click.command()
@click.argument("question", metavar="[NAME | FILE | SPARQL]", required=False)
@click.option(
    "--param",
    "-p",
    "params",
    metavar="KEY=VALUE",
    multiple=True,
    help="A parameter; again for several values. Actors by name or IRI, violations by code or name.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="table",
    show_default=True,
    help="json, csv: SPARQL results; turtle: for CONSTRUCT and DESCRIBE.",
)
@click.option("--ids", is_flag=True, help="Show in tables the IRIs of claims, articles and actors too.")
@takes_place
def query(place: Place, question: str | None, params: tuple[str, ...], form: str, ids: bool) -> None:
    """Ask the graph: a query by name, one in a file, or SPARQL itself. Without a question, list the names.

    The default graph is the union of all named graphs. In SPARQL of your own, $name is a parameter.

    \b
    Examples:
      onus query
      onus query supporters-of --param actor="Khalifa Haftar"
      onus query supporters-of-accused --param violation="war crimes" --format csv
      onus query timeline -p actor=M23 -p from=2022-11 -p relations=accusedOf -p relations=supports
      onus query 'SELECT ?who { ?who <https://w3id.org/onus/supports> $whom }' -p whom=https://...
    """
    given = _parameters(params)
    if question is None:
        if given:
            raise UsageError("--param needs a question")
        console().print(catalogue())
        return
    with place.open() as store:
        if sparql := _sparql(question):
            from graph.ask import bind_text

            _answer(store, bind_text(sparql, given), None, form, ids=ids)
        else:
            from graph.ask import find_query, prepare

            _answer(store, prepare(store, question, given), find_query(question).title, form, ids=ids)


def catalogue() -> "RenderableType":
    """The shipped queries that people ask, with their parameters; those required without brackets."""
    import queries

    rows = []
    for name in queries.names():
        if not name.startswith("check-"):
            shipped = queries.read(name)
            parameters = (each.name if each.required else f"[{each.name}]" for each in shipped.parameters)
            rows.append((name, shipped.title, " ".join(parameters)))
    return table(None, ("Name", "What it answers", "Parameters"), rows)


def _parameters(params: Iterable[str]) -> dict[str, str | list[str]]:
    values: dict[str, list[str]] = {}
    for param in params:
        name, equals, value = param.partition("=")
        if not equals or not name:
            raise UsageError(f"--param takes KEY=VALUE, not {param!r}")
        values.setdefault(name.strip(), []).append(value)
    return {name: given if len(given) > 1 else given[0] for name, given in values.items()}


def _sparql(question: str) -> str | None:
    """The SPARQL text that the question is, or that stands in the file it names; None for a query's name."""
    if re.search(r"[\s{]", question):
        return question
    path = Path(question)
    if not path.is_file():
        if "/" in question or path.suffix:
            raise UsageError(f"{path}: no such file")
        return None
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path}: cannot be read as SPARQL: {error}") from None


def _answer(store: "Store", sparql: str, title: str | None, form: str, *, ids: bool) -> None:
    from graph.sparql import query_form

    match query_form(sparql):
        case "SELECT":
            _print_solutions(store.select(sparql), title, form, ids=ids)
        case "ASK":
            _print_truth(store.ask(sparql), form)
        case "CONSTRUCT" | "DESCRIBE":
            if form not in ("table", "turtle"):
                raise UsageError(
                    f"--format {form} is for SELECT and ASK; this answer is a graph: --format turtle"
                )
            from graph.commands.results import as_turtle

            click.echo(as_turtle(store.construct(sparql)), nl=False)
        case "UPDATE":
            raise QueryError("claims change only by articles and decisions: no SPARQL update here")


def _print_solutions(solutions: "Solutions", title: str | None, form: str, *, ids: bool) -> None:
    from graph.commands import results

    if form == "json":
        click.echo(results.as_json(solutions))
    elif form == "csv":
        click.echo(results.as_csv(solutions), nl=False)
    elif form == "turtle":
        raise UsageError("--format turtle is for CONSTRUCT and DESCRIBE; this answer is a table")
    elif len(solutions):
        console().print(results.as_table(solutions, title, every=ids or title is None))
    else:
        click.echo("nothing found", err=True)


def _print_truth(truth: bool, form: str) -> None:
    if form == "json":
        click.echo(json.dumps({"head": {}, "boolean": truth}))
    elif form == "table":
        click.echo("yes" if truth else "no")
    else:
        raise UsageError(f"--format {form} does not fit ASK; there are table and json")
