"""`onus verify`: does the graph still say what its articles say?"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from graph.commands.options import Place, takes_place
from graph.commands.terminal import progress

if TYPE_CHECKING:
    from graph.problem import Problem


@click.command()
@takes_place
@click.pass_context
def verify(context: click.Context, place: Place) -> None:
    """Work out every hash and look up every quote in the stored texts; exit with 1 where one is wrong.

    \b
    Examples:
      onus verify
      onus verify --data cases/libya
    """
    from graph.verify import verify as find_lies

    with place.open() as store, progress("verifying"):
        found = tell_problems(find_lies(store, place.texts))
    if found:
        context.exit(1)
    click.echo("every hash and every quote stands", err=True)


def tell_problems(problems: "Iterable[Problem]") -> int:
    """Print each problem, one a line; how many there were."""
    found = 0
    for problem in problems:
        found += 1
        click.echo(" ".join(str(problem).split()))
    if found:
        click.echo(f"onus: {found} {'problem' if found == 1 else 'problems'} found", err=True)
    return found
