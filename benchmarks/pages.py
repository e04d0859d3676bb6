"""How long pages and REST take.

    python -m benchmarks.pages [--claims N …] [--clients N …] [--seconds S] [--data FOLDER] [--only TEXT]

A service over a claim graph of each size (see claim_graph), or over a data directory that is there already
(where nothing is written then), as its own process with default settings, is asked for resources as pages
and as JSON, by that many clients at once, one request after the other each. Each line is printed as soon as
it is measured, in milliseconds that the clients waited, on the same machine:

- first: of an answer that nobody has asked for since the service started;
- written: of the first answer after a write, one client, things of that sort in turn;
- work: processor time of the service for an answer that is not shared, the same whatever else runs here;
- new: each client asks for another thing of that sort each time (another actor, another page of the list …),
  and each in a form of its own, so that no answer is shared;
- equal: all ask for the same, so that all but the first are.

The great dossiers are those of the actors about whom there are nearest to 5,000 claims; the others follow
that of the actor most is said of, by number of claims.
"""

import argparse
import asyncio
import itertools
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path

import httpx
from rich.console import Console

from benchmarks.overload import running, service
from graph.keys import create_key

FORMS = {"page": "text/html", "JSON": "application/json"}
MANY = 1000
"""How many actors, articles and claims are known to ask for."""
GREAT = 5000
WRITES = 12


def main() -> None:
    """Measure and print each line when it is there."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 32])
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--data", type=Path, help="a data directory to serve instead")
    parser.add_argument("--only", default="", help="only resources with this in their name")
    chosen = parser.parse_args()
    console = Console(width=170)
    console.print(
        _line("claims", "resource", "as", "first", "written", "work", _heads(chosen.clients)), highlight=False
    )
    for claims in [0] if chosen.data else chosen.claims:
        with ExitStack() as stack:
            key = None
            if chosen.data:
                served = stack.enter_context(running(chosen.data))
            else:
                folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                key = create_key(folder / "data", "benchmark")
                served = stack.enter_context(service(folder, claims))
            for line in lines(served, chosen.clients, chosen.seconds, chosen.only, key):
                console.print(line, highlight=False)


def lines(
    served: tuple[str, int], clients: Sequence[int], seconds: float, only: str, key: str | None
) -> Iterator[str]:
    """Measured lines, one a resource and form, of resources with `only` in their name.

    `served` is the service's address and process id.
    """
    address, process = served
    with httpx.Client(base_url=address, timeout=600) as visitor:
        claims = visitor.get("/").json()["counts"]["claims"]
    for name, paths in resources(address).items():
        if only not in name:
            continue
        for form, accept in FORMS.items():
            first = timed(address, paths[0], accept)
            before = processor_seconds(process)
            worked = sum(1 for path in paths[:WRITES] if timed(address, path, f"{accept}, text/x-work;q=0.1"))
            work = (processor_seconds(process) - before) / worked * 1000
            marks = []
            for number in clients:
                for asked in (paths, paths[:1]):
                    marks.append(asyncio.run(measure(address, asked, accept, number, seconds)))
            written = "" if key is None else f"{after_writes(address, paths, accept, key):,.0f}"
            told = [f"{median:,.0f} ({late:,.0f})" for median, late in marks]
            yield _line(f"{claims:,}", name, form, f"{first:,.0f}", written, f"{work:,.0f}", told)


def timed(address: str, path: str, accept: str) -> float:
    """How long one client waits, in milliseconds."""
    started = time.perf_counter()
    httpx.get(f"{address}{path}", headers={"accept": accept}, timeout=600).raise_for_status()
    return (time.perf_counter() - started) * 1000


def processor_seconds(process: int) -> float:
    """What a process has used of the processor so far (Linux)."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def after_writes(address: str, paths: Sequence[str], accept: str, key: str) -> float:
    """The median of what one client waits right after a claim has been reviewed, in milliseconds."""
    with httpx.Client(base_url=address, timeout=600) as visitor:
        claim = visitor.get("/claims?sort=published&limit=1").json()["items"][0]["id"]
        review = {"kind": "review", "claim": claim, "state": "accepted", "author": "Nobody", "reason": "read"}
        waited = []
        for path in itertools.islice(itertools.cycle(paths), WRITES):
            sent = visitor.post("/decisions", json=review, headers={"authorization": f"Bearer {key}"})
            sent.raise_for_status()
            waited.append(timed(address, path, accept))
    return statistics.median(waited)


def resources(address: str) -> dict[str, list[str]]:
    """Paths by what they are, the first of them the heaviest."""
    with httpx.Client(base_url=address, timeout=600) as client:
        actors = client.get(f"/actors?limit={MANY}").json()["items"]
        claims = client.get(f"/claims?limit={MANY}").json()["items"]
        codes = [code["href"] for code in client.get("/violations").json()["items"]]
    dossiers = [actor["href"] for actor in actors]
    great = sorted(actors, key=lambda actor: abs(actor["claims"] - GREAT))[:3]
    sizes = sorted(actor["claims"] for actor in great)
    limits = [50, *(limit for limit in range(40, 61) if limit != 50)]
    return {
        "home": ["/"],
        f"dossiers of {sizes[0]:,}-{sizes[-1]:,} claims": [actor["href"] for actor in great],
        f"dossier of {actors[0]['claims']:,} claims": dossiers[:1],
        "other dossiers": dossiers[1:],
        "an actor's claims": [f"{href}/claims" for href in dossiers],
        "network around an actor": [f"{href}/network?limit=50" for href in dossiers],
        "article": list(dict.fromkeys(claim["article"]["href"] for claim in claims)),
        "claim": [claim["href"] for claim in claims],
        "violation": codes,
        "actors": [f"/actors?limit={limit}" for limit in limits],
        "claims": [f"/claims?limit={limit}" for limit in limits],
        "search": [f"/search?q=Number+{number}" for number in range(7, 7 + len(actors))],
        "question": [f"/queries/accusations-against?actor={actor['iri']}&limit=100" for actor in actors],
    }


async def measure(
    address: str, paths: Sequence[str], accept: str, clients: int, seconds: float
) -> tuple[float, float]:
    """The median and the 99th percentile of what that many clients wait, in milliseconds.

    They ask for these paths in turn: several in a form of their own each time, one always in the same, so
    that its answer may be shared.
    """
    latencies: list[float] = []
    end = time.monotonic() + seconds
    turn, count = itertools.cycle(paths), itertools.count()
    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=address, timeout=600, limits=limits) as visitors:

        async def ask() -> None:
            while time.monotonic() < end:
                own = f"{accept}, application/x-{next(count)};q=0.1" if len(paths) > 1 else accept
                started = time.perf_counter()
                (await visitors.get(next(turn), headers={"accept": own})).raise_for_status()
                latencies.append((time.perf_counter() - started) * 1000)

        await asyncio.gather(*(ask() for _ in range(clients)))
    if len(latencies) < 2:
        return latencies[0], latencies[0]
    marks = statistics.quantiles(latencies, n=100, method="inclusive")
    return marks[49], marks[98]


def _heads(clients: Sequence[int]) -> list[str]:
    return [f"{sort}, {number} at once" for number in clients for sort in ("new", "equal")]


def _line(
    claims: str, name: str, form: str, first: str, written: str, work: str, marks: Sequence[str]
) -> str:
    told = "  ".join(f"{mark:>19}" for mark in marks)
    return f"{claims:>9}  {name:<32} {form:<5} {first:>7} {written:>7} {work:>5}  {told}"


if __name__ == "__main__":
    main()
