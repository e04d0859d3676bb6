"""Real SPARQL servers for tests, on free ports: `oxigraph serve`, and Virtuoso."""

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from graph.errors import EndpointError
from graph.store import EndpointStore

OXIGRAPH = Path(sys.executable).with_name("oxigraph")


class Oxigraphs:
    """Empty SPARQL servers in memory."""

    def __init__(self) -> None:
        self._servers: list[subprocess.Popen[bytes]] = []

    def start(self, *options: str) -> str:
        """Start one, and return its address."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        command = [str(OXIGRAPH), "serve", "--bind", f"127.0.0.1:{port}", *options]
        self._servers.append(subprocess.Popen(command, stderr=subprocess.DEVNULL))
        address = f"http://127.0.0.1:{port}"
        for _ in range(400):
            try:
                EndpointStore(address).close()
            except EndpointError:
                time.sleep(0.05)
            else:
                return address
        raise TimeoutError(address)

    def stop(self) -> None:
        """End them all; nothing in them is to be kept."""
        for server in self._servers:
            server.kill()
            server.wait(10)


@pytest.fixture
def oxigraphs() -> Iterator[Oxigraphs]:
    """Servers of one test."""
    servers = Oxigraphs()
    yield servers
    servers.stop()


@pytest.fixture
def serve_oxigraph(oxigraphs: Oxigraphs) -> Callable[..., str]:
    """A function that starts an empty in-memory SPARQL server and returns its address."""
    return oxigraphs.start


@pytest.fixture
def stop_oxigraphs(oxigraphs: Oxigraphs) -> Callable[[], None]:
    """A function that stops the servers that were started so."""
    return oxigraphs.stop


@pytest.fixture(scope="module")
def serve_oxigraph_for_module() -> Iterator[Callable[..., str]]:
    """As `serve_oxigraph`, for servers that a module's tests share."""
    servers = Oxigraphs()
    yield servers.start
    servers.stop()


@pytest.fixture(scope="session")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Virtuoso, with its login, that the tests of a run share; needs the Debian package."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.fail("virtuoso-t is not installed: make system-deps")
    folder = tmp_path_factory.mktemp("virtuoso")
    with socket.socket() as sql, socket.socket() as http:
        sql.bind(("127.0.0.1", 0))
        http.bind(("127.0.0.1", 0))
        ports = {"SQL": str(sql.getsockname()[1]), "HTTP": str(http.getsockname()[1])}
    text = (Path(__file__).parent / "virtuoso.ini").read_text()
    for name, value in {"PLACE": str(folder), **ports}.items():
        text = re.sub(rf"\b{name}\b(?=/|$)", value, text, flags=re.MULTILINE)
    (folder / "virtuoso.ini").write_text(text)
    command = [program, "+foreground", "+configfile", str(folder / "virtuoso.ini")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://dba:dba@127.0.0.1:{ports['HTTP']}"
    try:
        for _ in range(240):
            try:
                EndpointStore(address).close()
            except EndpointError:
                time.sleep(0.25)
            else:
                break
        yield address
    finally:
        server.kill()  # nothing in it is to be kept
        server.wait(20)


@pytest.fixture
def empty_virtuoso(virtuoso: str) -> str:
    """The address of the Virtuoso, emptied of all but its own graphs."""
    return emptied(virtuoso)


@pytest.fixture(scope="module")
def empty_virtuoso_for_module(virtuoso: str) -> str:
    """As `empty_virtuoso`, for a module's tests that share what they put into it."""
    return emptied(virtuoso)


def emptied(virtuoso: str) -> str:
    with EndpointStore(virtuoso) as store:
        for (name,) in store.select("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }").solutions:
            assert isinstance(name, NamedNode)
            store.remove_graph(name)
    return virtuoso
