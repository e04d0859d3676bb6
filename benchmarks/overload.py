"""How long ordinary questions take while others make trouble.

    python -m benchmarks.overload [--claims N] [--troublesome 32] [--clients 4] [--seconds 20]

A service over a claim graph of that size (see claim_graph), as its own process with default settings, is
asked ordinary questions through /sparql: first alone, then while `troublesome` clients send queries that
never end, leave before their answer comes, take a byte of it a second, or do any of these. Every other
question has not been asked before; the times of those stand apart. Latencies are the clients', memory is the
resident sum of the service and its readers at its peak.
"""

import argparse
import asyncio
import contextlib
import ctypes
import os
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.claim_graph import write_claim_graph
from benchmarks.processes import resident_mb
from graph.store import open_store

PREFIXES = "PREFIX onus: <https://w3id.org/onus/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
ORDINARY = (
    f"{PREFIXES} SELECT * {{ ?backer onus:supports ?who . ?who onus:accusedOf ?violation }} LIMIT 50",
    f"{PREFIXES} SELECT ?who {{ ?who a onus:Person ; skos:prefLabel ?name }} LIMIT 20",
    f"{PREFIXES} ASK {{ ?who onus:opposes ?other }}",
)
RUNAWAYS = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    f"{PREFIXES} SELECT (COUNT(*) AS ?n) {{ ?a (onus:supports|onus:opposes|^onus:supports)* ?b . ?c ?d ?e }}",
    "SELECT (COUNT(*) AS ?n) { "
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(99)))} }}" for n in range(6))
    + " }",
    "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(SHA256(CONCAT(STR(?c), STR(?f))) AS ?x) }",
)
JSON = {"accept": "application/sparql-results+json"}
HEADS = [f"{figure} {kind}, ms" for kind in ("known", "new") for figure in ("p50", "p99")]
PR_SET_PDEATHSIG = 1


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    for name, default in (("claims", 20_000), ("troublesome", 32), ("clients", 4), ("seconds", 20)):
        parser.add_argument(f"--{name}", type=int, default=default)
    chosen = parser.parse_args()
    title = f"{chosen.claims:,} claims, {chosen.clients} ordinary clients"
    table = Table("trouble", "answered", "refused", *HEADS, "memory MB", title=title)
    with tempfile.TemporaryDirectory() as folder, service(Path(folder), chosen.claims) as (address, process):
        for name, troubles in TROUBLES.items():
            several = [troubles[number % len(troubles)] for number in range(chosen.troublesome) if troubles]
            found = asyncio.run(measure(address, process, several, chosen.clients, chosen.seconds))
            table.add_row(f"{len(several)} {name}" if several else name, *found)
    Console().print(table)


@contextmanager
def service(folder: Path, claims: int) -> Iterator[tuple[str, int]]:
    """A running service over a claim graph; its address and process id."""
    file = folder / "claims.nq"
    with file.open("wb") as output:
        write_claim_graph(output, claims)
    with open_store(folder / "data") as store:
        store.load(file)
    file.unlink()
    with running(folder / "data") as served:
        yield served


@contextmanager
def running(data: Path) -> Iterator[tuple[str, int]]:
    """A running service over a data directory; its address and process id. It ends when this process does."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "--factory", "api.app:create_app", f"--port={port}"]
    environment = os.environ | {"ONUS_DATA": str(data)}
    process = subprocess.Popen([*command, "--log-level=error"], env=environment, preexec_fn=_end_with_parent)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(3000):
            try:
                httpx.get(f"{address}/sparql").raise_for_status()
                break
            except httpx.HTTPError:
                if process.poll() is not None:
                    raise RuntimeError("the service ended before it answered") from None
                time.sleep(0.1)
        yield address, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _end_with_parent() -> None:
    """Let the system end this process once its parent is gone, however that was (prctl(2), Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


async def ask_runaways(visitors: httpx.AsyncClient, number: int) -> None:
    """Ask for what never ends; come back where there is no room."""
    query = f"{RUNAWAYS[number % len(RUNAWAYS)]} # {number} {time.time()}"  # never known before
    answer = await visitors.post("/sparql", data={"query": query}, headers=JSON)
    if answer.status_code == 503:
        await asyncio.sleep(1)


async def leave(visitors: httpx.AsyncClient, number: int) -> None:
    """Ask, and go in a moment."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(0.3):
            await ask_runaways(visitors, number)


async def read_slowly(visitors: httpx.AsyncClient, number: int) -> None:
    """Take a byte a second of an answer that is long, or of a megabyte."""
    query = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f }} LIMIT {10**7 if number % 4 == 0 else 2500}"
    async with visitors.stream("POST", "/sparql", data={"query": query}, headers=JSON) as answer:
        async for _ in answer.aiter_raw(1):
            await asyncio.sleep(1)


Trouble = Callable[[httpx.AsyncClient, int], Awaitable[None]]
TROUBLES: dict[str, list[Trouble]] = {
    "none": [],
    "runaways": [ask_runaways],
    "leavers": [leave],
    "slow readers": [read_slowly],
    "of all three": [ask_runaways, leave, read_slowly],
}


async def measure(
    address: str, process: int, troubles: list[Trouble], clients: int, seconds: float
) -> list[str]:
    """A line of the table: what `clients` meet while others make trouble."""
    unlimited = httpx.Limits(max_connections=None, max_keepalive_connections=0)
    latencies: dict[bool, list[float]] = {False: [], True: []}
    """In milliseconds, of questions that are not new, and that are."""
    statuses: list[int] = []
    peak = 0.0
    async with httpx.AsyncClient(base_url=address, timeout=120, limits=unlimited) as visitors:

        async def bother(number: int) -> None:
            while True:
                with contextlib.suppress(httpx.RemoteProtocolError):  # cut off
                    await troubles[number](visitors, number)

        async def ask(number: int) -> None:
            while time.monotonic() < end:
                started = time.perf_counter()
                is_new = number % 2 == 1
                query = ORDINARY[number % len(ORDINARY)]
                if is_new:  # of another shape, too
                    query = query.replace("who", f"who{number}_{started:.0f}")
                answer = await visitors.post("/sparql", data={"query": query}, headers=JSON)
                latencies[is_new].append((time.perf_counter() - started) * 1000)
                statuses.append(answer.status_code)
                number += 1
                await asyncio.sleep(0.02)

        async def watch() -> None:
            nonlocal peak
            while True:
                peak = max(peak, await asyncio.to_thread(resident_mb, process))
                await asyncio.sleep(0.5)

        for query in ORDINARY:
            await visitors.post("/sparql", data={"query": query}, headers=JSON)
        background = [asyncio.create_task(bother(number)) for number in range(len(troubles))]
        background.append(asyncio.create_task(watch()))
        await asyncio.sleep(2)
        end = time.monotonic() + seconds
        await asyncio.gather(*(ask(number) for number in range(clients)))
        for task in background:
            task.cancel()
        await asyncio.gather(*background, return_exceptions=True)
    answered = statuses.count(200)
    marks = (statistics.quantiles(times, n=100) for times in latencies.values())
    figures = (*(mark for hundred in marks for mark in (hundred[49], hundred[98])), peak)
    return [str(answered), str(len(statuses) - answered), *(f"{figure:,.0f}" for figure in figures)]


if __name__ == "__main__":
    main()
