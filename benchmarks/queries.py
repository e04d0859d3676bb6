"""How long the shipped queries take: through the service's /sparql and REST, and by other engines.

    python -m benchmarks.queries [--claims N] [--folder DIR] [--seconds S] [--clients 1 16] [--limit-s S]
                                 [--peers NAME …] [--queries NAME …] [--rdflib-python PYTHON]

One claim graph of that size (see claim_graph), the same for every peer (see peers). Each shipped query that
asks about something is asked about what the graph has most of, over all graphs; peers are asked in turns of
a moment, so that other work on the machine is shared out, for about `seconds` a query, peer and number of
clients. Latencies are the clients', to the last byte; cells are p50 (p99) in ms, and the mean processor time
of the peer for an answer, which other work on the machine hardly changes. A line of the table is printed as
soon as it is measured, with the load average. The service keeps no answers to SPARQL, and those of REST are
asked for anew each time.

A machine that others share may be twice as fast in one second as in the next. The column before the load
average therefore compares /sparql with Oxigraph's own server turn by turn: each turn's median is held against
that of the turn beside it, and the median of what that gives is told, as ms added and as times as long.

"> 60 s" is an answer that was not there in the time of `limit-s`; "fails" is one with an error; "≠" after a
cell tells that the number of solutions is not that of the first peer. rdflib and rdflib-endpoint are left out
above 100,000 claims, and rdflib answers one client. rdflib-endpoint is asked where the Python given has it
(pip install -c constraints.txt '.[benchmarks]'), Virtuoso where virtuoso-t is installed.

The folder, if given, keeps what is built: claims.nq, and the store in data/. What is there is used again.
"""

import argparse
import math
import multiprocessing
import os
import resource
import shutil
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import NamedNode

import queries
from benchmarks.claim_graph import write_claim_graph
from benchmarks.peers import PEERS, Peer, Place, Question
from graph.ask import ask, prepare
from graph.store import EmbeddedStore, Store, Term

MOST_FOR_RDFLIB = 100_000

TURN_S = 0.2
"""How long a peer's turn lasts, at least one answer."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Times as in `Answer` by turn, processor time of one, and how many solutions came where any did."""

    turns: list[list[float]]
    processor_ms: float
    solutions: int | None

    @property
    def times(self) -> list[float]:
        return [ms for turn in self.turns for ms in turn]


def main() -> None:
    """Measure, and print the table line by line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--seconds", type=float, default=1.0)
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 16])
    parser.add_argument("--limit-s", type=float, default=60.0)
    parser.add_argument("--peers", nargs="+", choices=PEERS, default=list(PEERS))
    parser.add_argument("--queries", nargs="+", choices=queries.names(), help="these alone")
    parser.add_argument("--rdflib-python", default=sys.executable)
    parser.add_argument("--virtuoso-buffers", type=int, default=100_000, help="of 8 kB each")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the peers are ended then too
    left_out = set()
    if chosen.claims > MOST_FOR_RDFLIB:
        left_out.add("rdflib")
    if shutil.which("virtuoso-t") is None:
        left_out.add("virtuoso")
    with tempfile.TemporaryDirectory(dir=chosen.folder) as room, ExitStack() as stack:
        folder = chosen.folder or Path(room)
        load_s = build(folder, chosen.claims)
        with EmbeddedStore(folder / "data" / "store") as store:
            asked = questions(store, chosen.queries or asking_names())
        place = Place(
            quads=folder / "claims.nq",
            data=folder / "data",
            room=Path(room),
            limit_s=chosen.limit_s,
            load_s=load_s,
            python=chosen.rdflib_python,
            buffers=chosen.virtuoso_buffers,
        )
        peers: dict[str, Peer] = {}
        for name in chosen.peers:
            if name not in left_out:
                peers |= stack.enter_context(PEERS[name](place))
        print_table(peers, asked, chosen)


def build(folder: Path, claims: int) -> float | None:
    """A claim graph in the folder where it has none, and a compacted store of it: seconds for the latter."""
    file = folder / "claims.nq"
    if not file.exists():
        with file.open("wb") as output:
            write_claim_graph(output, claims)
    if (folder / "data").exists():
        return None
    context = multiprocessing.get_context("spawn")  # so that its memory is told apart
    here, there = context.Pipe(duplex=False)
    process = context.Process(target=load, args=(file, folder / "data", there))
    process.start()
    load_s, peak_mb = here.recv()
    process.join()
    print(f"Oxigraph's bulk loader and compaction: {load_s:,.0f} s, {peak_mb:,.0f} MB at most", flush=True)
    return float(load_s)


def load(file: Path, data: Path, told: Connection) -> None:
    """Make the store, and tell the seconds and the most memory that took."""
    data.mkdir(parents=True)
    started = time.perf_counter()
    with EmbeddedStore(data / "store") as store:
        store.load(file)
        store.optimize()
    told.send((time.perf_counter() - started, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))


def asking_names() -> list[str]:
    """Every shipped query that is no check of the whole graph."""
    return [name for name in queries.names() if not name.startswith("check-")]


def questions(store: Store, names: Sequence[str]) -> list[Question]:
    """These queries, about what the graph has most of."""
    accused = next(iter(ask(store, "most-accused", {"limit": "1"})))["accused"]
    claim = next(iter(ask(store, "accusations-against", {"actor": iri(accused), "limit": "1"})))
    known = {
        "actor": iri(accused),
        "actors": iri(accused),
        "name": "Person Number 1",
        "article": iri(claim["article"]),
        "claim": iri(claim["claim"]),
        "text": "number 77",
        "violation": iri(claim["violation"]),
    }
    found = []
    for name in names:
        given = {each.name: known[each.name] for each in queries.read(name).parameters if each.required}
        found.append(Question(name, given, prepare(store, name, given)))
    return found


def iri(term: Term) -> str:
    assert isinstance(term, NamedNode)
    return term.value


def print_table(peers: Mapping[str, Peer], asked: Sequence[Question], chosen: argparse.Namespace) -> None:
    """A line of Markdown for each query and number of clients, then one each for what the data took."""
    print_line(f"{chosen.claims:,} claims", "clients", *peers, "/sparql adds", "load average")
    print_line(*["---"] * (len(peers) + 4))
    for clients in chosen.clients:
        for question in asked:
            able = {name: peer for name, peer in peers.items() if clients <= peer.most_clients}
            measured = measure(able, question, clients, chosen.seconds)
            expected = next(iter(measured.values())).solutions
            cells = (
                cell(measured[name], expected, chosen.limit_s) if name in measured else "one client only"
                for name in peers
            )
            beside = added(measured.get("oxigraph serve"), measured.get("Onus /sparql"))
            print_line(f"`{question.name}`", str(clients), *cells, beside, f"{os.getloadavg()[0]:.1f}")
    for what, figures in (
        ("load, s", [peer.load_s for peer in peers.values()]),
        ("disk, MB", [peer.disk_mb for peer in peers.values()]),
        ("memory at most, MB", [peer.memory_mb() for peer in peers.values()]),
    ):
        print_line(what, "", *("" if each is None else f"{each:,.0f}" for each in figures), "", "")


def print_line(*cells: str) -> None:
    print("|", " | ".join(cells), "|", flush=True)


def measure(
    peers: Mapping[str, Peer], question: Question, clients: int, seconds: float
) -> dict[str, Measured]:
    """What each peer takes, asked in turns by all clients at once until its time is over.

    In its turn a peer is asked again and again for a moment, as a client does. The first turn of each warms
    up; it counts only where there is no other.
    """
    asked: dict[str, list[list[float]]] = {name: [] for name in peers}
    solutions: dict[str, int | None] = {}
    spent, used = dict.fromkeys(peers, 0.0), dict.fromkeys(peers, 0.0)
    with ThreadPoolExecutor(clients) as threads:
        while waiting := [name for name, each in spent.items() if each < seconds]:
            for name in waiting:
                started, before = time.monotonic(), peers[name].processor_s()
                times: list[float] = []
                while time.monotonic() < started + TURN_S:
                    answers = list(threads.map(peers[name].ask, [question] * clients))
                    times += [answer.ms for answer in answers]
                    solutions.setdefault(name, answers[0].solutions())
                    if not all(math.isfinite(answer.ms) for answer in answers):
                        spent[name] = math.inf  # asked once more it would do no better
                        break
                asked[name].append(times)
                spent[name] += time.monotonic() - started
                used[name] += peers[name].processor_s() - before
    return {
        name: Measured(turns[1:] or turns, used[name] * 1000 / sum(map(len, turns)), solutions[name])
        for name, turns in asked.items()
    }


def added(bare: Measured | None, service: Measured | None) -> str:
    """What the service takes beyond the bare server, turn by turn; nothing where one did not answer."""
    if bare is None or service is None or not all(map(math.isfinite, bare.times + service.times)):
        return ""
    turns = list(zip(map(statistics.median, bare.turns), map(statistics.median, service.turns), strict=False))
    more = statistics.median(here - there for there, here in turns)
    longer = statistics.median(here / there for there, here in turns)
    return f"{more:+,.1f} ms, × {longer:.2f}"


def cell(measured: Measured, expected: int | None, limit_s: float) -> str:
    """The median and the 99th percentile, or why there is none."""
    if any(map(math.isnan, measured.times)):
        return "fails"
    middle, most = statistics.median(measured.times), percentile(measured.times)
    shown = (f"> {limit_s:g} s" if ms == math.inf else f"{ms:,.1f}" for ms in (middle, most))
    differs = " ≠" if None not in (expected, measured.solutions) and measured.solutions != expected else ""
    return "{} ({}), {:,.0f}".format(*shown, measured.processor_ms) + differs


def percentile(times: Sequence[float]) -> float:
    """The 99th: the greatest of fewer than a hundred."""
    return sorted(times)[math.ceil(len(times) * 0.99) - 1]


if __name__ == "__main__":
    main()
