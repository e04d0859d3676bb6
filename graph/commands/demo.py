"""`onus demo`: the sample articles, the main questions, the service."""

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.ingest import ingest_paths, summary
from graph.commands.network import read_network, show_network
from graph.commands.options import Place
from graph.commands.paths import show_paths
from graph.commands.serve import run_service
from graph.commands.terminal import Skipped, console

if TYPE_CHECKING:
    from graph.store import Store


@click.command()
@click.option(
    "--serve/--no-serve", default=True, show_default=True, help="Serve the graph after the answers."
)
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one."
)
def demo(serve: bool, port: int) -> None:
    """Read the sample articles into a temporary graph, answer the main questions, then serve it.

    \b
    Examples:
      onus demo
      onus demo --no-serve
    """
    from graph.samples import ARTICLES

    with tempfile.TemporaryDirectory(prefix="onus-demo-") as folder:
        place = Place(Path(folder))
        click.echo("Reading the sample articles: news of several wars, retold for this project.\n")
        skipped = Skipped()
        console().print(summary(ingest_paths(place, [ARTICLES], skipped)))
        with place.open() as store:
            answer_questions(store)
        if serve:
            run_service(place, "127.0.0.1", port)


def answer_questions(store: "Store") -> None:
    """Print each question, the command that asks it, and its answer."""
    from graph.ask import ask
    from graph.commands.results import as_table
    from graph.demo import QUESTIONS

    for question in QUESTIONS:
        params = "".join(f' --param {name}="{value}"' for name, value in question.given.items())
        _announce(question.words, f"query {question.query}{params}")
        console().print(as_table(ask(store, question.query, question.given), every=False))
    _announce(
        "How is responsibility said to run to the Libyan National Army?",
        'paths "Libyan National Army" --steps 2 --limit 5',
    )
    show_paths(store, "Libyan National Army", steps=2, limit=5)
    _announce("Who stands around Khalifa Haftar?", 'network --around "Khalifa Haftar" --depth 1')
    show_network(read_network(store, ["Khalifa Haftar"], depth=1)[0])
    console().print("Each row is what somebody is reported to have said; nothing here is a finding of guilt.")


def _announce(words: str, command: str) -> None:
    from rich.text import Text

    console().print(Text.assemble((words, "bold"), (f"\nonus {command}", "dim")))
