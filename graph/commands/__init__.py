"""The command line `onus`: one module a command. `main` turns every error into one line and an exit code.

Exit codes: 0 done; 1 an error, or something skipped because of one; 2 wrong use; 130 interrupted;
141 the reader of the output went away (as if ended by SIGPIPE).
"""

import sys
from collections.abc import Sequence
from typing import NoReturn

import click

from graph.commands.actors import actors
from graph.commands.decide import decide
from graph.commands.demo import demo
from graph.commands.export import export
from graph.commands.extract import extract
from graph.commands.importing import import_file
from graph.commands.ingest import ingest
from graph.commands.keys import keys
from graph.commands.network import network
from graph.commands.output import watched_output
from graph.commands.paths import paths
from graph.commands.query import query
from graph.commands.serve import serve
from graph.commands.terminal import heed_interrupts
from graph.commands.validate import validate
from graph.commands.verify import verify
from graph.commands.withdraw import withdraw
from graph.errors import ClosedOutputError, OnusError, UsageError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="onus", prog_name="onus")
def cli() -> None:
    """A knowledge graph of actors and alleged violations, out of news articles.

    Every edge has its claims, every claim its quote, speaker and article. Nothing here is a finding of
    guilt: it is what somebody is reported to have said.
    """


for command in (
    *(ingest, withdraw, import_file, extract, query, actors, network, paths, serve, keys),
    *(decide, export, validate, verify, demo),
):
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit."""
    heed_interrupts()
    with watched_output():
        sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        code = cli.main(arguments, prog_name="onus", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "onus"
        _complain(f"{error.format_message()} (see: {command} --help)")
        code = 2
    except UsageError as error:
        _complain(str(error))
        code = 2
    except ClosedOutputError:
        code = 141
    except (click.ClickException, OnusError) as error:
        _complain(error.format_message() if isinstance(error, click.ClickException) else str(error))
        code = 1
    except OSError as error:  # of a file that was named: the store's and the output's are errors of their own
        _complain(": ".join(str(each) for each in (error.filename, error.strerror or error) if each))
        code = 1
    except (click.Abort, KeyboardInterrupt) as error:
        _complain(str(error.__cause__ or error) or "interrupted")
        code = 130
    return code if isinstance(code, int) else 0


def _complain(message: str) -> None:
    click.echo(f"onus: {' '.join(message.split())}", err=True)
