"""`onus validate`: is the graph built as the vocabulary has it?"""

import click

from graph.commands.options import Place, takes_place
from graph.commands.terminal import progress
from graph.commands.verify import tell_problems


@click.command()
@click.option(
    "--jobs",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Processes that check articles side by side.",
)
@takes_place
@click.pass_context
def validate(context: click.Context, place: Place, jobs: int) -> None:
    """Check every article by SHACL, then the graph as a whole; exit with 1 where something is wrong.

    \b
    Examples:
      onus validate
      onus validate --jobs 4 --data cases/libya
    """
    from graph.validate import validate as find_problems

    with place.open() as store, progress("validating"):
        found = tell_problems(find_problems(store, jobs=jobs))
    if found:
        context.exit(1)
    click.echo("all as the vocabulary has it", err=True)
