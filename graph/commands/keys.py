"""`onus keys`: who may write through the HTTP service."""

from pathlib import Path

import click

from graph.commands.options import data_option
from graph.commands.terminal import console, table
from graph.keys import create_key, list_keys, revoke_key


@click.group()
def keys() -> None:
    """Make, list and revoke the keys that let programs write over HTTP.

    \b
    Examples:
      onus keys create newsroom
      onus keys list
      onus keys revoke newsroom
    """


@keys.command()
@click.argument("name")
@data_option
def create(name: str, data: Path) -> None:
    """Make a key for NAME and print it, once: only its hash is kept.

    \b
    Example:
      curl -H "Authorization: Bearer $(onus keys create newsroom)" ...
    """
    click.echo(create_key(data, name))
    click.echo("Keep this key: it cannot be shown again.", err=True)


@keys.command("list")
@data_option
def list_(data: Path) -> None:
    """List the keys by name, with the day they were made.

    \b
    Example:
      onus keys list
    """
    rows = [(key.name, key.created) for key in list_keys(data)]
    if rows:
        console().print(table(None, ("Name", "Made"), rows))
    else:
        click.echo(f"no keys in {data}", err=True)


@keys.command()
@click.argument("name")
@data_option
def revoke(name: str, data: Path) -> None:
    """Make the key of NAME worthless at once.

    \b
    Example:
      onus keys revoke newsroom
    """
    revoke_key(data, name)
    click.echo(f"revoked {name}", err=True)
