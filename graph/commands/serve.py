"""`onus serve`: the HTTP service."""

import contextlib
import os
import signal
import socket
from types import FrameType
from typing import Any

import click

from graph.commands.options import Place, takes_place
from graph.errors import UsageError

GRACE_S = 7
"""How long requests may go on once the service is told to stop, less than the ten seconds after which
containers are killed; a write is finished in any case."""


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any free one."
)
@click.option(
    "--plain", is_flag=True, help="An ordinary RDF dataset: SPARQL and graph store, read and write."
)
@takes_place
def serve(place: Place, host: str, port: int, plain: bool) -> None:
    """Serve SPARQL, REST and pages over HTTP until interrupted.

    Writing needs a key (see: onus keys), or the one in ONUS_KEY. Each request is a line of JSON on
    standard output: its id (sent as X-Query-Id), route, status, time and outcome.

    \b
    Examples:
      onus serve
      onus serve --data cases/libya --port 8080
      onus serve --endpoint http://127.0.0.1:7878
      onus serve --plain --data scratch
    """
    run_service(place, host, port, plain=plain, log_level="info")


def run_service(
    place: Place, host: str, port: int, *, plain: bool = False, log_level: str = "warning"
) -> None:
    """Serve until interrupted; a second Ctrl-C ends the process at once, of which no store comes to harm.

    Raises UsageError where the address cannot be listened on, and StoreError where the store cannot be
    opened.
    """
    import uvicorn

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            if self.should_exit and sig == signal.SIGINT:
                signal.signal(sig, signal.SIG_DFL)
                signal.raise_signal(sig)
            super().handle_exit(sig, frame)

    with place.create() as store:
        store.ask("ASK { }")  # an endpoint answers, a store in use does not: told here in one line
    listening = listen(host, port)
    settings = {"DATA": str(place.data), "ENDPOINT": place.endpoint or "", "PLAIN": "1" if plain else ""}
    os.environ.update({f"ONUS_{name}": value for name, value in settings.items()})
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # another usual end: uvicorn passes it on
    config = uvicorn.Config(
        "api.app:create_app",
        factory=True,
        log_level=log_level,
        log_config=logging_to_standard_output(log_level),
        access_log=False,  # it would tell what was asked
        timeout_graceful_shutdown=GRACE_S,
    )
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Onus is at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C stops it)", err=True)
    with listening, contextlib.suppress(KeyboardInterrupt):  # the usual end of a service
        Server(config).run(sockets=[listening])


def logging_to_standard_output(level: str) -> dict[str, Any]:
    """A line of JSON for each request on standard output; what the server has to say, on standard error."""
    from uvicorn.config import LOGGING_CONFIG

    return {
        **LOGGING_CONFIG,
        "formatters": {**LOGGING_CONFIG["formatters"], "line": {"format": "%(message)s"}},
        "handlers": {
            **LOGGING_CONFIG["handlers"],
            "line": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "line"},
        },
        "loggers": {
            **LOGGING_CONFIG["loggers"],
            "onus": {"handlers": ["line"], "level": level.upper(), "propagate": False},
        },
    }


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there. Raises UsageError."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(f"cannot listen on {host} port {port}: {error.strerror}") from None
