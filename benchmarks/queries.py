"""How long the shipped queries take: in process, from a bare Oxigraph server, and from the service.

    python -m benchmarks.queries [--claims N] [--seconds S] [--clients 1 16] [--queries NAME …]

One claim graph of that size (see claim_graph), in three copies. Each shipped query that asks about something
is asked about what the graph has most of; every peer is asked in turn, so that other work on the machine is
shared out, for about `seconds` a query, peer and number of clients. Latencies are the clients', to the last
byte, answers as JSON. The service keeps no answers to SPARQL.
"""

import argparse
import itertools
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
from pathlib import Path

import httpx
import pyoxigraph
from pyoxigraph import NamedNode, QueryResultsFormat
from rich.console import Console
from rich.table import Table

import queries
from benchmarks.claim_graph import write_claim_graph
from benchmarks.overload import resident_mb
from graph.ask import ask, prepare
from graph.store import EmbeddedStore, Term

Ask = Callable[[str], int]
JSON = {"accept": "application/sparql-results+json"}
LONGEST_S = 300


def main() -> None:
    """Measure and print one table for each number of clients."""
    console = Console(width=130)
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--clients", type=int, nargs="+", default=[1])
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
        for clients in chosen.clients:
            console.print(table(peers, asked, clients, chosen.seconds, chosen.claims))
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


def table(peers: dict[str, Ask], asked: dict[str, str], clients: int, seconds: float, claims: int) -> Table:
    """A line for each query: p50 and p99 in ms, by peer."""
    heads = [f"{peer}\n{mark} ms" for peer in peers for mark in ("p50", "p99")]
    shown = Table("query", *heads, title=f"{claims:,} claims, {clients} client{'s' if clients > 1 else ''}")
    for name, query in asked.items():
        measured = measure(peers, query, clients, seconds)
        cells = [f"{figure:,.1f}" for times in measured for figure in marks(times)]
        shown.add_row(name, *cells)
    return shown


def measure(peers: dict[str, Ask], query: str, clients: int, seconds: float) -> list[list[float]]:
    """Latencies in ms of each peer, asked in turns of every client once."""
    latencies: list[list[float]] = [[] for _ in peers]
    with ThreadPoolExecutor(clients) as threads:
        end = time.monotonic() + seconds * len(peers)
        for turn in itertools.count():
            for times, peer in zip(latencies, peers.values(), strict=True):
                found = list(threads.map(lambda _, peer=peer: timed(peer, query), range(clients)))
                if turn > 0:  # the first warms up
                    times += found
            if turn > 1 and time.monotonic() > end:
                return latencies
    raise AssertionError


def timed(peer: Ask, query: str) -> float:
    started = time.perf_counter()
    peer(query)
    return (time.perf_counter() - started) * 1000


def marks(times: list[float]) -> tuple[float, float]:
    """The median and the 99th percentile."""
    hundredths = statistics.quantiles(times, n=100, method="inclusive")
    return hundredths[49], hundredths[98]


def in_process_answer(store: pyoxigraph.Store, query: str) -> int:
    answer = store.query(query, use_default_graph_as_union=True)
    assert not isinstance(answer, pyoxigraph.QueryTriples)
    return len(answer.serialize(format=QueryResultsFormat.JSON) or b"")


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
