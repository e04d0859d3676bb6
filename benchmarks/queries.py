"""How long the shipped queries take: from the service, a bare Oxigraph server, in process, and by rdflib.

    python -m benchmarks.queries [--claims N] [--seconds S] [--clients 1 16] [--queries NAME …]
                                 [--peers NAME …] [--rdflib-s SECONDS]

One claim graph of that size (see claim_graph), a copy for each peer. Each shipped query that asks about
something is asked about what the graph has most of; every peer is asked in turn, so that other work on the
machine is shared out, for about `seconds` a query, peer and number of clients. A line is printed as soon as
it is measured. Latencies are the clients', to the last byte, answers as JSON. The service keeps no answers to
SPARQL; what REST answers of a query it keeps until the next write, and is asked for anew each time here.

rdflib answers in a process of its own, forked for each question, one client at a time, and is given
`rdflib-s` seconds each; "inf" tells that they were not enough. It is left out above 100,000 claims.
"""

import argparse
import io
import itertools
import math
import multiprocessing
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from multiprocessing.connection import Connection
from pathlib import Path

import httpx
import pyoxigraph
import rdflib
from pyoxigraph import NamedNode, QueryResultsFormat
from rich.console import Console

import queries
from benchmarks.claim_graph import write_claim_graph
from benchmarks.overload import resident_mb
from graph.ask import ask, prepare
from graph.store import EmbeddedStore, Term

Ask = Callable[[str], int]
JSON = {"accept": "application/sparql-results+json"}
LONGEST_S = 300
PEERS = ("pyoxigraph", "oxigraph serve", "Onus /sparql", "rdflib")
MOST_FOR_RDFLIB = 100_000


def main() -> None:
    """Measure and print one table for each number of clients."""
    console = Console(width=130)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--clients", type=int, nargs="+", default=[1])
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=PEERS)
    parser.add_argument("--rdflib-s", type=float, default=60.0)
    parser.add_argument("--queries", nargs="+", choices=queries.names(), help="these alone")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, ExitStack() as stack:
        folder = Path(place)
        asked = build(folder, chosen.claims)
        asked = {name: asked[name] for name in chosen.queries or asked}
        in_process = pyoxigraph.Store.read_only(str(folder / "copy"))
        oxigraph, bare = stack.enter_context(serving(oxigraph_command(folder), "query?union-default-graph"))
        service, onus = stack.enter_context(serving(service_command(), "sparql", folder / "data"))
        peers: dict[str, Ask] = {
            "pyoxigraph": lambda query: in_process_answer(in_process, query),
            "oxigraph serve": bare,
            "Onus /sparql": onus,
        }
        if "rdflib" in chosen.peers and chosen.claims <= MOST_FOR_RDFLIB:
            peers["rdflib"] = stack.enter_context(rdflib_peer(folder / "copy", chosen.rdflib_s))
        peers = {name: peer for name, peer in peers.items() if name in chosen.peers}
        for clients in chosen.clients:
            print_table(peers, asked, clients, chosen.seconds, chosen.claims)
        console.print(
            f"resident: oxigraph serve {resident_mb(oxigraph):,.0f} MB, Onus {resident_mb(service):,.0f} MB"
        )


def build(folder: Path, claims: int) -> dict[str, str]:
    """A claim graph in the folder, and a copy; the queries to ask, by name."""
    file = folder / "claims.nq"
    with file.open("wb") as output:
        write_claim_graph(output, claims)
    (folder / "data").mkdir()
    with EmbeddedStore(folder / "data" / "store") as store:
        started = time.perf_counter()
        store.load(file)
        store.optimize()
        Console().print(f"{claims:,} claims loaded in {time.perf_counter() - started:.0f} s")
        file.unlink()
        asked = bound(store)
        store.checkpoint(folder / "copy")
        store.checkpoint(folder / "served")
    return asked


def bound(store: EmbeddedStore) -> dict[str, str]:
    """Every shipped query that needs no check of the whole graph, about what the graph has most of."""
    accused = next(iter(ask(store, "most-accused", {"limit": "1"})))["accused"]
    assert isinstance(accused, NamedNode)
    claim = next(iter(ask(store, "accusations-against", {"actor": accused.value, "limit": "1"})))
    given = {
        "actor": accused.value,
        "actors": accused.value,
        "name": "Person Number 1",
        "article": iri(claim["article"]),
        "claim": iri(claim["claim"]),
        "text": "number 77",
        "violation": iri(claim["violation"]),
    }
    found = {}
    for name in queries.names():
        if not name.startswith("check-"):
            needed = [each.name for each in queries.read(name).parameters if each.required]
            found[name] = prepare(store, name, {each: given[each] for each in needed})
    return found


def iri(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def print_table(
    peers: dict[str, Ask], asked: dict[str, str], clients: int, seconds: float, claims: int
) -> None:
    """A line for each query as it is measured: p50 and p99 in ms, by peer."""
    print(f"{claims:,} claims, {clients} client{'s' if clients > 1 else ''}: p50 (p99) in ms, load average")
    print("query".ljust(24), *(peer.rjust(20) for peer in peers), "load".rjust(6))
    for name, query in asked.items():
        measured = measure(
            {peer: ask for peer, ask in peers.items() if clients == 1 or peer != "rdflib"},
            query, clients, seconds,
        )  # fmt: skip
        cells = ["{:,.1f} ({:,.1f})".format(*marks(times)) for times in measured]
        cells += ["one client only"] * (len(peers) - len(cells))
        load = f"{os.getloadavg()[0]:.1f}"
        print(name.ljust(24), *(cell.rjust(20) for cell in cells), load.rjust(6), flush=True)


def measure(peers: dict[str, Ask], query: str, clients: int, seconds: float) -> list[list[float]]:
    """Latencies in ms of each peer, asked in turns of every client once."""
    latencies: list[list[float]] = [[] for _ in peers]
    with ThreadPoolExecutor(clients) as threads:
        end = time.monotonic() + seconds * len(peers)
        for turn in itertools.count():
            for times, peer in zip(latencies, peers.values(), strict=True):
                if times and times[-1] == math.inf:
                    continue  # it does not answer in its time
                found = list(threads.map(lambda _, peer=peer: timed(peer, query), range(clients)))
                if turn > 0 or math.inf in found:  # the first warms up
                    times += found
            if turn > 1 and time.monotonic() > end:
                return latencies
    raise AssertionError


def timed(peer: Ask, query: str) -> float:
    """Milliseconds; infinite where the peer is not done in its time."""
    started = time.perf_counter()
    try:
        peer(query)
    except TimeoutError:
        return math.inf
    return (time.perf_counter() - started) * 1000


def marks(times: list[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    if len(times) < 2 or math.inf in times:
        return times[0], times[-1]
    hundredths = statistics.quantiles(times, n=100, method="inclusive")
    return hundredths[49], hundredths[98]


def in_process_answer(store: pyoxigraph.Store, query: str) -> int:
    answer = store.query(query, use_default_graph_as_union=True)
    assert not isinstance(answer, pyoxigraph.QueryTriples)
    return len(answer.serialize(format=QueryResultsFormat.JSON) or b"")


@contextmanager
def rdflib_peer(copy: Path, seconds: float) -> Iterator[Ask]:
    """What asks rdflib, which holds the same graph in the memory of another process."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=_answer_by_rdflib, args=(str(copy), there), daemon=True)
    process.start()
    there.close()
    print(f"rdflib: loaded in {here.recv():.0f} s, {resident_mb(process.pid or 0):,.0f} MB", flush=True)

    def answer(query: str) -> int:
        here.send((query, seconds))
        size: int | None = here.recv()
        if size is None:
            raise TimeoutError
        return size

    try:
        yield answer
    finally:
        process.kill()
        process.join()


def _answer_by_rdflib(copy: str, asked: Connection) -> None:
    started = time.perf_counter()
    dataset = rdflib.Dataset(default_union=True)
    dump = io.BytesIO()
    pyoxigraph.Store.read_only(copy).dump(dump, pyoxigraph.RdfFormat.N_QUADS)
    dataset.parse(dump.getvalue(), format="nquads")
    del dump
    asked.send(time.perf_counter() - started)
    context = multiprocessing.get_context("fork")  # so that a question can be ended, and the graph stays
    while True:
        query, seconds = asked.recv()
        here, there = context.Pipe(duplex=False)
        child = context.Process(target=_answer_one, args=(dataset, query, there))
        child.start()
        asked.send(here.recv() if here.poll(seconds) else None)
        child.kill()
        child.join()


def _answer_one(dataset: rdflib.Dataset, query: str, told: Connection) -> None:
    told.send(len(dataset.query(query).serialize(format="json") or b""))


def oxigraph_command(folder: Path) -> list[str]:
    program = Path(sys.executable).with_name("oxigraph")
    return [str(program), "serve", "--location", str(folder / "served"), "--bind", "127.0.0.1:PORT"]


def service_command() -> list[str]:
    return [
        *(sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app"),
        "--port=PORT",
        "--log-level=error",
    ]


@contextmanager
def serving(command: list[str], path: str, data: Path | None = None) -> Iterator[tuple[int, Ask]]:
    """A server of its own on a free port: its process id, and what asks it (connections are kept)."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = os.environ | (
        {"ONUS_DATA": str(data), "ONUS_QUERY_TIMEOUT_S": str(LONGEST_S)} if data else {}
    )
    process = subprocess.Popen(
        [part.replace("PORT", port) for part in command], env=environment, stderr=subprocess.DEVNULL
    )
    with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=LONGEST_S, headers=JSON) as client:

        def answer(query: str) -> int:
            response = client.post(path, data={"query": query})
            response.raise_for_status()
            return len(response.content)

        try:
            for _ in range(600):
                try:
                    answer("ASK { }")
                    break
                except httpx.TransportError:
                    time.sleep(0.1)
            yield process.pid, answer
        finally:
            process.terminate()
            process.wait(30)


if __name__ == "__main__":
    main()
