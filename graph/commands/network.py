"""`onus network`: who is said to back, lead, join or oppose whom; listed, drawn, or for other programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import click

from graph.commands.options import Place, output_option, takes_place
from graph.commands.output import opened
from graph.commands.terminal import console, progress, table
from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.network import Network
    from graph.store import Store


@click.command()
@click.option(
    "--around", "actors", multiple=True, metavar="ACTOR", help="Only what is near it; again for more."
)
@click.option("--depth", type=click.IntRange(1, 6), default=2, show_default=True, help="How many edges away.")
@click.option(
    "--relation", "relations", multiple=True, help="Only this relation, such as supports; again for more."
)
@click.option(
    "--min-articles",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Only edges that so many articles bear out.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=60,
    show_default=True,
    help="How many actors a table or picture shows at most.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("table", "svg", "graphml", "gexf")),
    default="table",
    show_default=True,
    help="svg: a picture; graphml, gexf: for network programs.",
)
@output_option
@takes_place
def network(
    place: Place,
    actors: tuple[str, ...],
    depth: int,
    relations: tuple[str, ...],
    min_articles: int,
    limit: int,
    form: str,
    output: Path | None,
) -> None:
    """List or draw who is said to support, lead, join or oppose whom, or write it for other programs.

    Edges are allegations: table and picture tell by how many articles and speakers, and which are denied.

    \b
    Examples:
      onus network --around "Khalifa Haftar"
      onus network --around M23 --depth 1 --format svg --output m23.svg
      onus network --min-articles 2 --relation supports --format gexf -o support.gexf
    """
    if form == "table" and output is not None:
        raise UsageError("--output is for svg, graphml and gexf")
    with place.open() as store, progress("reading the network"):
        found, middle = read_network(
            store, actors, depth=depth, relations=relations, min_articles=min_articles
        )
    from graph.network import most_borne_out

    shown, left_out = most_borne_out(found, limit, keep=middle)
    if form == "table":
        show_network(shown, left_out)
        return
    with opened(output) as file:
        if form == "svg":
            from graph.drawing import draw_svg

            title = f"Who is said to back whom{' around ' + ', '.join(actors) if actors else ''}"
            file.write(draw_svg(shown, title, left_out).encode())
        else:
            write_network(found, form, file)


def read_network(
    store: "Store",
    actors: Sequence[str] = (),
    *,
    depth: int = 2,
    relations: Sequence[str] = (),
    min_articles: int = 1,
) -> "tuple[Network, list[str]]":
    """The network around these actors (the whole without any), and their IRIs."""
    from graph.ask import ask
    from graph.finding import find_actor
    from graph.network import ego_network, support_network

    middle = [find_actor(store, actor).value for actor in actors]
    asked: dict[str, str | tuple[str, ...]] = {"limit": "100000"}
    edges = ask(store, "network-edges", asked | ({"relations": relations} if relations else {}))
    found = support_network(edges, minimum_articles=min_articles)
    return (ego_network(found, middle, depth) if middle else found), middle


def write_network(network: "Network", form: str, output: BinaryIO) -> None:
    """The network as GraphML or GEXF."""
    from graph.network import write_gexf, write_graphml

    (write_graphml if form == "graphml" else write_gexf)(network, output)


def show_network(network: "Network", left_out: int = 0) -> None:
    """Print the edges, the best borne out first, the actors by their share of them, and the groups."""
    from graph.network import centrality, communities
    from graph.vocabulary import relations

    if not network:
        click.echo("nobody is said to support, lead, join or oppose anybody here", err=True)
        return
    names = {actor: values["name"] for actor, values in network.nodes(data=True)}
    edges = sorted(
        network.edges(data=True), key=lambda edge: (-edge[2]["weight"], names[edge[0]], names[edge[1]])
    )
    rows = [
        (
            names[subject],
            relations()[edge["relation"]].label,
            names[target],
            *(str(edge["articles"]), str(len(edge["speakers"])), str(edge["denials"] or "")),
            edge["first"],
            edge["last"] if edge["last"] != edge["first"] else "",
        )
        for subject, target, edge in edges
    ]
    columns = ("Who", "", "Whom", "Articles", "Speakers", "Denials", "First", "Last")
    console().print(table(f"{len(edges)} alleged relations of {len(names)} actors", columns, rows))
    shares = [
        (names[actor], network.nodes[actor]["kind"], f"{share:.0%}")
        for actor, share in list(centrality(network).items())[:10]
    ]
    console().print(table("Most connected", ("Actor", "Kind", "Share of the evidence"), shares))
    groups = [
        (str(len(group)), ", ".join(sorted(names[actor] for actor in group)))
        for group in communities(network)
    ]
    if groups:
        console().print(table("Groups said to stand together", ("Actors", "Who"), groups))
    if left_out:
        click.echo(f"{left_out} less connected actors are left out: see --limit")
