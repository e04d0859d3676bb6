"""`onus withdraw`: an article out of the graph."""

import click

from graph.commands.options import Place, takes_place


@click.command()
@click.argument("article")
@takes_place
def withdraw(place: Place, article: str) -> None:
    """Remove ARTICLE (its id or IRI), its text, its claims and all that rests on them alone.

    \b
    Examples:
      onus withdraw libya-tajoura
      onus withdraw https://example.org/news/17
    """
    from graph.ingest import withdraw as withdraw_article

    with place.open() as store:
        withdraw_article(store, article, place.texts)
    click.echo(f"withdrew {article}", err=True)
