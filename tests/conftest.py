"""A real SPARQL server for tests: `oxigraph serve` on a free port."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.errors import EndpointError
from graph.store import EndpointStore

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


@pytest.fixture
def serve_oxigraph() -> Iterator[Callable[..., str]]:
    """A function that starts an empty in-memory SPARQL server and returns its address."""
    servers: list[subprocess.Popen[bytes]] = []

    def start(*options: str) -> str:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}", *options]
        servers.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        address = f"http://127.0.0.1:{port}"
        for _ in range(200):
            try:
                EndpointStore(address).close()
            except EndpointError:
                time.sleep(0.05)
            else:
                return address
        raise TimeoutError(address)

    yield start
    for server in servers:
        server.terminate()
        server.wait(10)
