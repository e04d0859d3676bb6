"""`onus paths`: how responsibility is said to run to somebody, step by step."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from graph.commands.options import Place, takes_place
from graph.commands.terminal import console, table
from graph.errors import UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from graph.network import Network, Step
    from graph.store import Store, Term


@click.command()
@click.argument("actor")
@click.option(
    "--from", "source", metavar="ACTOR", help="Instead, the shortest ways from this actor, by any relation."
)
@click.option(
    "--steps", type=click.IntRange(1, 6), default=3, show_default=True, help="How long a path may be."
)
@click.option(
    "--limit", type=click.IntRange(1), default=10, show_default=True, help="How many paths at most."
)
@takes_place
def paths(place: Place, actor: str, source: str | None, steps: int, limit: int) -> None:
    """Show who is said to support or lead ACTOR, and who supports or leads them, with a quote for each step.

    A path says no more than its steps: each rests on claims of its own.

    \b
    Examples:
      onus paths "Libyan National Army"
      onus paths M23 --steps 2
      onus paths "Rapid Support Forces" --from "Wagner Group"
    """
    with place.open() as store:
        show_paths(store, actor, source, steps=steps, limit=limit)


def show_paths(
    store: "Store", actor: str, source: str | None = None, *, steps: int = 3, limit: int = 10
) -> None:
    """Print the paths to an actor, the longest chains of evidence last."""
    from graph.commands.network import read_network
    from graph.finding import find_actor
    from graph.network import RESPONSIBILITY, evidence_paths, responsibility_paths

    target = find_actor(store, actor).value
    if source is None:
        network, _ = read_network(store, (), relations=RESPONSIBILITY)
        found = responsibility_paths(network, target, max_steps=steps)
    else:
        network, _ = read_network(store, ())
        start = find_actor(store, source).value
        if start == target:
            raise UsageError(f"--from names the same actor: {source!r} is {actor!r}")
        found = evidence_paths(network, start, target, max_steps=steps, limit=limit)
    if not found:
        click.echo("no path found", err=True)
        return
    rows = [
        (str(number) if place == 0 else "", _words(network, step), *_evidence(store, step))
        for number, path in enumerate(found[:limit], 1)
        for place, step in enumerate(path)
    ]
    columns = ("Path", "Step", "Articles", "Denials", "Who says so", "Quote and article")
    console().print(table(f"Paths to {network.nodes[target]['name']}", columns, rows))
    if len(found) > limit:
        click.echo(f"{len(found) - limit} more paths are left out: see --limit")


def _words(network: "Network", step: "Step") -> str:
    """The step in words: "Egypt supports Khalifa Haftar"."""
    from graph.vocabulary import relations

    names = (network.nodes[actor]["name"] for actor in (step.subject, step.object))
    return f" {relations()[step.relation].label} ".join(names)


def _evidence(store: "Store", step: "Step") -> "tuple[str, str, str, str | Text]":
    """Numbers of articles and denials, and the first claim that asserts the step."""
    from graph.ask import ask
    from graph.commands.results import source_cell, speaker_cell

    counts = (str(step.attributes["articles"]), str(step.attributes["denials"] or ""))
    given = {"subject": step.subject, "object": step.object, "relations": step.relation, "stances": "asserts"}
    solutions: list[Mapping[str, Term]] = list(ask(store, "claims", {**given, "limit": "1"}))
    if not solutions:  # asserted only the other way round, of a relation that holds both ways
        given |= {"subject": step.object, "object": step.subject}
        solutions = list(ask(store, "claims", {**given, "limit": "1"}))
    return *counts, speaker_cell(solutions[0]), source_cell(solutions[0])
