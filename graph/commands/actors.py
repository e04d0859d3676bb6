"""`onus actors`: who is in the graph."""

import click

from graph.commands.options import Place, takes_place
from graph.commands.terminal import console


@click.command()
@click.argument("text", default="")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    help="Only actors of this kind, such as Person or State; again for more.",
)
@click.option("--limit", type=click.IntRange(1), default=100, show_default=True, help="How many at most.")
@takes_place
def actors(place: Place, text: str, kinds: tuple[str, ...], limit: int) -> None:
    """List the actors who have TEXT in one of their names, with their kinds and IRIs; all without TEXT.

    \b
    Examples:
      onus actors
      onus actors haftar
      onus actors --kind Person --kind ArmedGroup --limit 20
    """
    from graph.ask import ask
    from graph.commands.results import as_table

    given: dict[str, str | tuple[str, ...]] = {"text": text, "limit": str(limit)}
    if kinds:
        given["kinds"] = kinds
    with place.open() as store:
        solutions = ask(store, "actors", given)
    if len(solutions):
        console().print(as_table(solutions))
    else:
        click.echo("nobody found", err=True)
