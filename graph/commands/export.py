"""`onus export`: the graph as a file."""

from pathlib import Path

import click

from graph.commands.network import read_network, write_network
from graph.commands.options import Place, output_option, takes_place
from graph.commands.output import opened
from graph.commands.terminal import progress

FORMATS = ("nquads", "turtle", "jsonld", "graphml", "gexf", "csv")


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="nquads",
    show_default=True,
    help="nquads: all of it, for 'onus import'; csv: a line a claim; graphml, gexf: the network of actors.",
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
      onus export --format gexf -o network.gexf
    """
    from graph.export import EXPORTS

    with place.open() as store, progress("exporting", printing=output is None), opened(output) as file:
        if form in EXPORTS:
            EXPORTS[form](store, file)
        else:
            network, _ = read_network(store, ())
            write_network(network, form, file)
