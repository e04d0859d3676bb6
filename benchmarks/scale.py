"""What a store of a million claims takes: loading it, and each shipped query.

    python -m benchmarks.claim_graph 1000000 CLAIMS.nq
    python -m benchmarks.scale DATA --load CLAIMS.nq
    python -m benchmarks.scale DATA [--seconds 60] [--only QUERY...]

With --load the store in that data directory is made first, as `onus import` does it: time, memory and
bytes on disk. Then each shipped query is asked, in a process of its own over the store read only, about
the actor that most claims are about ("hub"), one of few ("ordinary"), and nobody in particular where a
query allows that. Times are the median of three after one that warms up; a query of over two seconds is
asked once. Beside the time by the clock stands processor time, which other work on the machine hardly
changes.
"""

import argparse
import multiprocessing
import resource
import statistics
import time
from collections.abc import Iterator
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph
from rich.console import Console
from rich.table import Table

import queries
from graph.ask import Given, prepare
from graph.importing import import_quads
from graph.store import Store, open_store

LONG_S = 2.0
ORDINARY = 1000
"""An actor of that rank by claims is an ordinary one."""

RANKED = """PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX onus: <https://w3id.org/onus/>
SELECT ?actor (COUNT(?claim) AS ?claims) {
  ?claim rdf:subject ?actor
} GROUP BY ?actor ORDER BY DESC(?claims) ?actor LIMIT 1001"""
ANY = """PREFIX onus: <https://w3id.org/onus/> PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?claim ?article { ?claim a onus:Claim ; prov:wasDerivedFrom ?article } LIMIT 1"""


def main() -> None:
    """Measure and print a table each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", nargs="*", metavar="QUERY")
    parser.add_argument("--load", type=Path)
    parser.add_argument("--seconds", type=float, default=60.0)
    chosen = parser.parse_args()
    if chosen.load is not None:
        Console().print(load(chosen.data, chosen.load))
    table = Table("query", "about", "solutions", "ms", "processor ms", "process MB", title="Shipped queries")
    with open_store(chosen.data) as store:
        asked = list(questions(store, chosen.only or queries.names()))
    for name, about, text in asked:
        figures = measured(chosen.data / "store", text, chosen.seconds)
        table.add_row(name, about, *figures)
        print(name, about, *figures, sep="\t", flush=True)
    Console().print(table)


def load(data: Path, file: Path) -> Table:
    """Make the store out of the file."""
    started = time.monotonic()
    with open_store(data) as store:
        report = import_quads(store, file)
    seconds = time.monotonic() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    disk = sum(each.stat().st_size for each in (data / "store").rglob("*"))
    table = Table("articles", "claims", "seconds", "claims/s", "memory MB", "disk MB", title="Import")
    claims = report.claims.total()
    counts = (report.outcomes.total(), claims, seconds, claims / seconds, peak, disk / 1e6)
    table.add_row(*(f"{count:,.0f}" for count in counts))
    return table


def questions(store: Store, names: tuple[str, ...] | list[str]) -> Iterator[tuple[str, str, str]]:
    """Each query's name, whom it asks about, and its text."""
    ranked = [solution["actor"].value for solution in store.select(RANKED)]  # type: ignore[union-attr]
    (about_any,) = store.select(ANY)
    others = {name: term.value for name, term in about_any.items()}  # type: ignore[union-attr]
    others |= {"violation": "torture", "text": "number 77"}
    for name in names:
        parameters = queries.read(name).parameters
        given: Given = {
            each.name: others[each.type] for each in parameters if each.required and each.type in others
        }
        actors = [each for each in parameters if each.type == "actor"][:1]
        for each in actors:
            for about, rank in (("hub", 0), ("ordinary", ORDINARY)):
                yield (
                    name,
                    about,
                    prepare(store, name, {**given, each.name: ranked[min(rank, len(ranked) - 1)]}),
                )
        if not actors or not actors[0].required:
            yield name, "", prepare(store, name, given)


def measured(store: Path, text: str, seconds: float) -> tuple[str, str, str, str]:
    """Solutions, milliseconds by the clock and of processor time, and megabytes of one query, as text."""
    context = multiprocessing.get_context("spawn")
    there, here = context.Pipe(duplex=False)
    process = context.Process(target=_ask, args=(str(store), text, here))
    process.start()
    here.close()
    try:
        if not there.poll(seconds):
            return "", f"over {seconds * 1000:,.0f}", "", ""
        solutions, times, used, memory = there.recv()
    finally:
        process.kill()
        process.join()
    clock, processor = (f"{statistics.median(each) * 1000:,.1f}" for each in (times, used))
    return str(solutions), clock, processor, f"{memory / 1024:,.0f}"


def _ask(path: str, text: str, told: Connection) -> None:
    store = pyoxigraph.Store.read_only(path)
    times: list[float] = []
    used: list[float] = []
    while len(times) < 4:
        started, before = time.perf_counter(), time.process_time()
        result = store.query(text, use_default_graph_as_union=True)
        assert isinstance(result, pyoxigraph.QuerySolutions)
        solutions = sum(1 for _ in result)
        times.append(time.perf_counter() - started)
        used.append(time.process_time() - before)
        if times[-1] > LONG_S:
            break
    told.send(
        (solutions, times[1:] or times, used[1:] or used, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    )


if __name__ == "__main__":
    main()
