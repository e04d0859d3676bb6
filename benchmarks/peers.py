"""Who is asked the shipped queries: peers over the same claims, each with what it took to load them.

Oxigraph's three (in process, its own server, Onus) stand over copies of one store, loaded once by the bulk
loader that they share and compacted. rdflib and rdflib-endpoint share one graph in the memory of a process
whose Python is given (`benchmarks.rdflib_peer`), Virtuoso loads the file by its own bulk loader.
"""

import json
import math
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
from pyoxigraph import QueryResultsFormat

from benchmarks.processes import peak_mb, processor_s
from graph.store import EmbeddedStore
from graph.store.dialect import Dialect

JSON = {"accept": "application/sparql-results+json"}
START_S = 60.0
RDFLIB = Path(__file__).with_name("rdflib_peer.py")
VIRTUOSO = """[Database]
DatabaseFile = {place}/virtuoso.db
ErrorLogFile = {place}/virtuoso.log
LockFile = {place}/virtuoso.lck
TransactionFile = {place}/virtuoso.trx
xa_persistent_file = {place}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {place}/temporary.db
TransactionFile = {place}/temporary.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = {buffers}
MaxDirtyBuffers = {dirty}
DirsAllowed = {folder}
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 40
[SPARQL]
"""
BULK_LOAD = "ld_dir('{folder}', '{file}', 'urn:x-claims:none'); rdf_loader_run(); checkpoint;"


@dataclass(frozen=True, slots=True)
class Question:
    """A shipped query, with what it is asked about, and as SPARQL."""

    name: str
    given: Mapping[str, str]
    sparql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How long it took in ms: infinite where it was not done in its time, nan where the peer failed.

    `body` is SPARQL results in JSON, or what REST has in their place.
    """

    ms: float
    body: bytes = b""

    def solutions(self) -> int | None:
        """How many solutions came; None where nothing did."""
        if not self.body:
            return None
        told: dict[str, Any] = json.loads(self.body)
        found = told["results"]["bindings"] if "results" in told else told["solutions"]
        return len(found)


Ask = Callable[[Question], Answer]


@dataclass(frozen=True, slots=True)
class Peer:
    """`processor_s` tells what processor time its processes have used, `memory_mb` the most that they held
    until now; `load_s` and `disk_mb` are None where its data was there already, or is in memory.
    `most_clients` may ask at once."""

    ask: Ask
    processor_s: Callable[[], float]
    memory_mb: Callable[[], float]
    load_s: float | None
    disk_mb: float | None
    most_clients: int = sys.maxsize


@dataclass(frozen=True, slots=True)
class Place:
    """Where the claims are, as N-Quads and in a data directory, and where else there is room.

    `load_s` is what making the store took, None where it was there; no answer may take longer than
    `limit_s`. `python` has rdflib-endpoint.
    """

    quads: Path
    data: Path
    room: Path
    limit_s: float
    load_s: float | None
    python: str
    buffers: int

    @property
    def disk_mb(self) -> float:
        return size_mb(self.data / "store")


class Server:
    """A program that answers over HTTP on a free port; `start` is given the port.

    One that is not done in time is ended and started anew, so that what it goes on with disturbs nobody.
    """

    def __init__(self, start: Callable[[int], subprocess.Popen[Any]], probe: str, limit_s: float) -> None:
        self._start, self._probe = start, probe
        self._lock = threading.Lock()
        self._starts = 0
        self._ended_s = 0.0
        self.port = free_port()
        limits = httpx.Limits(max_connections=None)
        address = f"http://127.0.0.1:{self.port}/"
        self._client = httpx.Client(base_url=address, timeout=limit_s, headers=JSON, limits=limits)
        self._begin()

    def asking(self, request: Callable[[httpx.Client, Question], httpx.Response]) -> Ask:
        """What asks the program so, and reads the answer to the last byte."""

        def ask(question: Question) -> Answer:
            starts, started = self._starts, time.perf_counter()
            try:
                response = request(self._client, question)
            except httpx.TransportError:  # over its time, or ended since another question was
                self._begin_again(starts)
                return Answer(math.inf)
            ms = (time.perf_counter() - started) * 1000
            if response.status_code == httpx.codes.GATEWAY_TIMEOUT:
                return Answer(math.inf)
            return Answer(ms, response.content) if response.is_success else Answer(math.nan)

        return ask

    def processor_s(self) -> float:
        return self._ended_s + processor_s(self._process.pid)

    def memory_mb(self) -> float:
        return peak_mb(self._process.pid)

    def stop(self) -> None:
        self._client.close()
        self._end()

    def _begin(self) -> None:
        self._process = self._start(self.port)
        self._starts += 1
        end = time.monotonic() + START_S
        while time.monotonic() < end and self._process.poll() is None:
            try:
                self._client.get(self._probe)
            except httpx.TransportError:
                time.sleep(0.1)
            else:
                return
        raise RuntimeError(f"a peer did not start: {self._process.args!r}")

    def _begin_again(self, starts: int) -> None:
        with self._lock:
            if self._starts == starts:
                self._end()
                self._begin()

    def _end(self) -> None:
        self._ended_s += processor_s(self._process.pid)
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


@contextmanager
def pyoxigraph_peer(place: Place) -> Iterator[dict[str, Peer]]:
    """pyoxigraph in this process, which knows no limit of time; its memory is what this process grew by."""
    copied(place, "in-process")
    before = own_mb()
    store = pyoxigraph.Store.read_only(str(place.room / "in-process"))

    def ask(question: Question) -> Answer:
        started = time.perf_counter()
        found = store.query(question.sparql, use_default_graph_as_union=True)
        assert not isinstance(found, pyoxigraph.QueryTriples)
        body = found.serialize(format=QueryResultsFormat.JSON) or b""
        return Answer((time.perf_counter() - started) * 1000, body)

    grown = lambda: own_mb() - before  # noqa: E731
    yield {"pyoxigraph": Peer(ask, time.process_time, grown, place.load_s, place.disk_mb)}


@contextmanager
def oxigraph_peer(place: Place) -> Iterator[dict[str, Peer]]:
    """`oxigraph serve` over a copy of the store."""
    program = Path(sys.executable).with_name("oxigraph")
    copied(place, "served")
    options = [f"--location={place.room / 'served'}", "--union-default-graph"]
    with serving(
        lambda port: [str(program), "serve", *options, f"--bind=127.0.0.1:{port}"], "query", place.limit_s
    ) as server:
        ask = server.asking(lambda client, asked: client.post("query", data={"query": asked.sparql}))
        yield {"oxigraph serve": Peer(ask, server.processor_s, server.memory_mb, place.load_s, place.disk_mb)}


@contextmanager
def onus_peers(place: Place) -> Iterator[dict[str, Peer]]:
    """One service, asked through /sparql and through REST.

    REST shares answers to equal requests, but not to one with a cookie, which is answered anew.
    """
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app", "--log-level=error"]
    settings = {"ONUS_DATA": str(place.data), "ONUS_QUERY_TIMEOUT_S": str(place.limit_s)}
    headers = {"accept": "application/json", "cookie": "asked=anew"}
    with serving(
        lambda port: [*command, f"--port={port}"], "health", place.limit_s + 5, environment=settings
    ) as server:
        ways: dict[str, Callable[[httpx.Client, Question], httpx.Response]] = {
            "Onus /sparql": lambda client, asked: client.post("sparql", data={"query": asked.sparql}),
            "Onus REST": lambda client, asked: client.get(
                f"queries/{asked.name}", params=dict(asked.given), headers=headers
            ),
        }
        yield {
            name: Peer(server.asking(way), server.processor_s, server.memory_mb, place.load_s, place.disk_mb)
            for name, way in ways.items()
        }


@contextmanager
def rdflib_peers(place: Place) -> Iterator[dict[str, Peer]]:
    """rdflib in the memory of a process, and rdflib-endpoint in processes forked from it."""
    port = free_port()
    command = [place.python, "-P", str(RDFLIB), str(place.quads), str(port)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        orders, told = process.stdin, process.stdout

        def order(**what: object) -> Any:
            print(json.dumps(what), file=orders, flush=True)
            return json.loads(told.readline())

        def ask(question: Question) -> Answer:
            found = order(query=question.sparql, limit_s=place.limit_s)
            return Answer(float(found["ms"]), str(found["body"]).encode())

        try:
            load_s: float = json.loads(told.readline())["load_s"]
            used, memory = partial(processor_s, process.pid), partial(peak_mb, process.pid)
            peers = {"rdflib": Peer(ask, used, memory, load_s, None, most_clients=1)}
            if order(serve=True)["served"]:
                starts = 0
                client = httpx.Client(
                    base_url=f"http://127.0.0.1:{port}/", timeout=place.limit_s, headers=JSON
                )
                lock = threading.Lock()

                def ask_endpoint(question: Question) -> Answer:
                    nonlocal starts
                    before, started = starts, time.perf_counter()
                    try:
                        response = client.get("sparql", params={"query": question.sparql})
                    except httpx.TransportError:
                        with lock:
                            if before == starts:
                                order(serve=True)
                                starts += 1
                        return Answer(math.inf)
                    ms = (time.perf_counter() - started) * 1000
                    return Answer(ms, response.content) if response.is_success else Answer(math.nan)

                peers["rdflib-endpoint"] = Peer(ask_endpoint, used, memory, load_s, None)
            yield peers
        finally:
            process.terminate()


@contextmanager
def virtuoso_peer(place: Place) -> Iterator[dict[str, Peer]]:
    """Virtuoso 7 over a database of its own, asked as Onus asks it (see `graph.store.dialect`)."""
    folder = place.room / "virtuoso"
    folder.mkdir()
    sql = free_port()
    dialect = Dialect(is_virtuoso=True)

    def start(port: int) -> list[str]:
        settings = VIRTUOSO.format(
            place=folder, sql=sql, http=port, folder=place.quads.parent,
            buffers=place.buffers, dirty=place.buffers * 3 // 4,
        )  # fmt: skip
        (folder / "virtuoso.ini").write_text(settings)
        return ["virtuoso-t", "+foreground", "+configfile", str(folder / "virtuoso.ini")]

    with serving(start, "sparql", place.limit_s) as server:
        started = time.perf_counter()
        script = BULK_LOAD.format(folder=place.quads.parent, file=place.quads.name)
        subprocess.run(
            ["isql-vt", f"127.0.0.1:{sql}", "dba", "dba", f"exec={script}"],
            check=True, stdout=subprocess.DEVNULL,
        )  # fmt: skip
        load_s = time.perf_counter() - started
        ask = server.asking(
            lambda client, asked: client.post(
                "sparql", data={"query": dialect.prologue(asked.sparql) + asked.sparql}
            )
        )
        yield {"Virtuoso": Peer(ask, server.processor_s, server.memory_mb, load_s, size_mb(folder))}


PEERS: dict[str, Callable[[Place], AbstractContextManager[dict[str, Peer]]]] = {
    "pyoxigraph": pyoxigraph_peer,
    "oxigraph": oxigraph_peer,
    "onus": onus_peers,
    "virtuoso": virtuoso_peer,
    "rdflib": rdflib_peers,
}
"""What may be asked; some come in two ways."""


@contextmanager
def serving(
    command: Callable[[int], list[str]],
    probe: str,
    limit_s: float,
    *,
    environment: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """A server that runs the command made for its port."""
    server = Server(
        lambda port: subprocess.Popen(
            command(port),
            env=os.environ | (environment or {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ),
        probe,
        limit_s,
    )
    try:
        yield server
    finally:
        server.stop()


def copied(place: Place, name: str) -> None:
    """A copy of the store in the room, of hard links."""
    with EmbeddedStore(place.data / "store") as store:
        store.checkpoint(place.room / name)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def size_mb(folder: Path) -> float:
    """What the files of a folder take."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def own_mb() -> float:
    """The resident memory of this process alone (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
