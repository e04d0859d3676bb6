"""How long pages and REST take.

    python -m benchmarks.pages [--claims 1000 100000] [--clients 1 32] [--seconds 5]

A service over a claim graph of each size (see claim_graph), as its own process with default settings, is
asked for each resource as a page and as JSON, by that many clients at once, one request after the other
each. A dossier of as many claims as the most named actor has (of at least 5,000, at 100,000 claims) is
among them. Latencies are the clients', on the same machine; the first answer of each is not counted.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from pathlib import Path

import httpx
from rich.console import Console
from rich.table import Table

from benchmarks.overload import service

FORMS = {"page": "text/html", "JSON": "application/json"}


def main() -> None:
    """Measure and print one table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--claims", type=int, nargs="+", default=[1_000, 100_000])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 32])
    parser.add_argument("--seconds", type=float, default=5.0)
    chosen = parser.parse_args()
    columns = ["claims", "resource", "as", "first ms"]
    columns += [f"{clients} at once: {mark} ms" for clients in chosen.clients for mark in ("p50", "p99")]
    table = Table(*columns, title="Latency of pages and REST")
    for claims in chosen.claims:
        with tempfile.TemporaryDirectory() as folder, service(Path(folder), claims) as (address, _):
            for name, path in resources(address).items():
                for form, accept in FORMS.items():
                    started = time.perf_counter()
                    answer = httpx.get(f"{address}{path}", headers={"accept": accept}, timeout=120)
                    answer.raise_for_status()
                    first = (time.perf_counter() - started) * 1000
                    row = [f"{claims:,}", name, form, f"{first:,.0f}"]
                    for clients in chosen.clients:
                        marks = asyncio.run(measure(address, path, accept, clients, chosen.seconds))
                        row += [f"{mark:,.0f}" for mark in marks]
                    table.add_row(*row)
    Console(width=140).print(table)


def resources(address: str) -> dict[str, str]:
    """Paths by what they are; the actor of most claims gives the dossier."""
    with httpx.Client(base_url=address, timeout=120) as client:
        actor = client.get("/actors?limit=1").json()["items"][0]
        claim = client.get("/claims?limit=1").json()["items"][0]
    return {
        "home": "/",
        f"dossier of {actor['claims']:,} claims": actor["href"],
        "its claims": f"{actor['href']}/claims",
        "network around it": f"{actor['href']}/network?limit=50",
        "article": claim["article"]["href"],
        "claim": claim["href"],
        "violation": "/violations/warCrimes",
        "actors": "/actors",
        "claims": "/claims",
        "search": "/search?q=Number+7",
        "question": f"/queries/accusations-against?actor={actor['iri']}&limit=100",
    }


async def measure(address: str, path: str, accept: str, clients: int, seconds: float) -> tuple[float, float]:
    """The median and the 99th percentile of what that many clients wait, in milliseconds."""
    latencies: list[float] = []
    end = time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=address, timeout=120, headers={"accept": accept}) as visitors:

        async def ask() -> None:
            while time.monotonic() < end:
                started = time.perf_counter()
                (await visitors.get(path)).raise_for_status()
                latencies.append((time.perf_counter() - started) * 1000)

        await asyncio.gather(*(ask() for _ in range(clients)))
    if len(latencies) < 2:
        return latencies[0], latencies[0]
    marks = statistics.quantiles(latencies, n=100, method="inclusive")
    return marks[49], marks[98]


if __name__ == "__main__":
    main()
