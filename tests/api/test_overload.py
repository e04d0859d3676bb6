"""A service that is never brought down: whatever is thrown at it, ordinary questions are answered right."""

import asyncio
import contextlib
import os
import re
import signal
import subprocess
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import httpx
import pytest

from benchmarks.claim_graph import write_claim_graph
from benchmarks.processes import children
from graph.store import open_store

ServeProcess = Callable[..., AbstractContextManager[tuple[subprocess.Popen[bytes], httpx.Client]]]
Trouble = Callable[[httpx.AsyncClient, int], Awaitable[None]]

CLAIMS = 1000
SECONDS, AT_MOST = 30.0, 120.0
ENOUGH = 30
"""Ordinary questions that are answered before it is over; where the machine is busy, that takes longer."""

READERS_MB = 2300
SERVICE_MB = 500
"""Memory of the process that serves, which the readers' setting is not about."""

JSON = {"accept": "application/sparql-results+json"}
PREFIXES = "PREFIX onus: <https://w3id.org/onus/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
ORDINARY = (
    f"{PREFIXES} SELECT ?who (COUNT(*) AS ?n) {{ ?who onus:accusedOf ?what }} GROUP BY ?who ORDER BY ?n ?who",
    f"{PREFIXES} SELECT ?backer ?who {{ ?backer onus:supports ?who . ?who onus:opposes ?other }} "
    "ORDER BY ?backer ?who LIMIT 50",
    f"{PREFIXES} SELECT ?name {{ ?actor a onus:Person ; skos:prefLabel ?name }} ORDER BY ?name LIMIT 20",
    "ASK { }",
)
NUMBERS = " ".join(map(str, range(99)))
VALUES = " ".join(f"VALUES ?v{number} {{ {NUMBERS} }}" for number in range(8))
RUNAWAYS = (
    "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    f"{PREFIXES} SELECT (COUNT(*) AS ?n) {{ ?a (onus:supports|onus:opposes|^onus:supports)* ?b . ?c ?d ?e }}",
    f"SELECT (COUNT(*) AS ?n) {{ {VALUES} }}",
    "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(SHA512(CONCAT(STR(?c), STR(?f))) AS ?x) }",
    "SELECT * { ?a ?b ?c "
    + " ".join(f"OPTIONAL {{ ?s{n} ?p{n} ?o{n} }}" for n in range(20))
    + " FILTER(!BOUND(?o19)) }",
    f'SELECT (GROUP_CONCAT(STR(?v0); separator="{"-" * 500}") AS ?long) {{ {VALUES} }}',
)
REFUSALS = {
    413: r"bytes at most|KB at most",
    503: r"try again",
    504: r"longer than 10 s",
    507: r"more than \d+ MB of memory|larger than \d+ MB",
}
LONG = "SELECT * { ?a ?b ?c . ?d ?e ?f }"
HALF = f"SELECT * {{ VALUES ?x {{ {' '.join(map(str, range(5000)))} }} }}"
"""Its answer is just short of what the service holds for a client that fetches it."""
SLOWLY_READ = (HALF.encode(), LONG.encode())


@pytest.mark.system
@pytest.mark.timeout(600)
def test_ordinary_questions_are_answered_whatever_else_is_asked(
    serve_process: ServeProcess, tmp_path: Path
) -> None:
    with open_store(tmp_path / "data") as store, (tmp_path / "claims.nq").open("wb") as file:
        write_claim_graph(file, CLAIMS)
        file.flush()
        store.load(tmp_path / "claims.nq")
    settings = {"query_timeout_s": "10", "query_memory_mb": "256", "query_queue": "40"}
    settings["readers_memory_mb"] = str(READERS_MB)
    with serve_process(tmp_path / "data", **settings) as (process, client):
        address = str(client.base_url)
        files = len(list(Path(f"/proc/{process.pid}/fd").iterdir()))
        right = [asked(client, query) for query in ORDINARY]
        met = asyncio.run(Flood(address, process.pid, right).run())
        print(met)
        assert met.wrong == []
        assert met.answered >= ENOUGH
        assert met.readers_mb < READERS_MB
        assert met.service_mb < SERVICE_MB
        assert set(met.troubles) >= {"answered", "left", "413", "503"}

        wait_until(0, lambda: figure(client, "onus_queries_in_flight"))
        wait_until(0, lambda: figure(client, 'onus_readers{state="busy"}'))
        wait_until(0, lambda: len(readers(process.pid)) - figure(client, 'onus_readers{state="idle"}'))
        wait_until(0, lambda: max(0, len(list(Path(f"/proc/{process.pid}/fd").iterdir())) - files - 20))
        assert process.poll() is None
        assert [asked(client, query) for query in ORDINARY] == right
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0


class Flood:
    """Ordinary questions, and all that can trouble them, for a while."""

    def __init__(self, address: str, process: int, right: list[Any]) -> None:
        self._address = address
        self._process = process
        self._right = right
        self._began = 0.0
        self.answered = 0
        self.wrong: list[str] = []
        self.troubles: Counter[str] = Counter()
        self.readers_mb = self.service_mb = 0.0

    def __str__(self) -> str:
        memory = f"readers {self.readers_mb:.0f} MB, service {self.service_mb:.0f} MB"
        return f"{self.answered} ordinary questions answered; {memory}; {dict(self.troubles)}"

    def _is_over(self) -> bool:
        passed = time.monotonic() - self._began
        return passed > AT_MOST or (passed > SECONDS and self.answered >= ENOUGH)

    async def run(self) -> "Flood":
        self._began = time.monotonic()
        unlimited = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        async with httpx.AsyncClient(base_url=self._address, timeout=120, limits=unlimited) as visitors:
            troubles: list[tuple[Trouble, int]] = [
                (self.ask_runaways, 2 * len(RUNAWAYS)),
                (self.send_much, 1),
                (self.read_slowly, 50),
                (self.leave, 2),
                (self.come_in_a_crowd, 1),
            ]
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.watch())
                for number in range(3):
                    tasks.create_task(self.ask(visitors, number))
                for trouble, count in troubles:
                    for number in range(count):
                        tasks.create_task(self.until_the_end(trouble, visitors, number))
        return self

    async def until_the_end(self, trouble: Trouble, visitors: httpx.AsyncClient, number: int) -> None:
        while not self._is_over():
            try:
                await trouble(visitors, number)
            except httpx.RemoteProtocolError:
                self.troubles["cut off"] += 1
            number += 1

    async def ask(self, visitors: httpx.AsyncClient, number: int) -> None:
        """An ordinary visitor, who comes back where told so."""
        while not self._is_over():
            number = (number + 1) % len(ORDINARY)
            answer = await visitors.post("/sparql", data={"query": ORDINARY[number]}, headers=JSON)
            if answer.status_code == 503:
                self.note(answer)
                await asyncio.sleep(0.5)
            elif answer.status_code != 200 or answer.json() != self._right[number]:
                self.wrong.append(f"{answer.status_code} {answer.text[:500]}")
            else:
                self.answered += 1
            await asyncio.sleep(0.05)

    def note(self, answer: httpx.Response) -> None:
        """What became of a trouble: an answer, or a problem that names the limit."""
        self.troubles["answered" if answer.status_code == 200 else str(answer.status_code)] += 1
        if answer.status_code == 200:
            return
        problem = answer.json()
        if not (
            answer.headers["content-type"] == "application/problem+json"
            and problem["status"] == answer.status_code
            and re.search(REFUSALS.get(answer.status_code, "(?!)"), problem["detail"])
            and (answer.status_code != 503 or int(answer.headers["retry-after"]) > 0)
        ):
            self.wrong.append(f"{answer.status_code} {answer.text[:500]}")

    async def ask_runaways(self, visitors: httpx.AsyncClient, number: int) -> None:
        query = f"{RUNAWAYS[number % len(RUNAWAYS)]} # {number} {time.monotonic()}"  # never seen before
        answer = await visitors.post("/sparql", data={"query": query}, headers=JSON)
        self.note(answer)
        if answer.status_code == 503:
            await asyncio.sleep(0.5)

    async def send_much(self, visitors: httpx.AsyncClient, number: int) -> None:
        headers = JSON | {"content-type": "application/sparql-query"}
        size = (100 << 20, 12 << 20, 200 << 10)[number % 3]

        async def body() -> AsyncIterator[bytes]:
            yield b"ASK { VALUES ?x { "
            for _ in range(size // 65536):
                yield b"1 " * 32768
            yield b" } }"

        self.note(await visitors.post("/sparql", content=body(), headers=headers))

    async def read_slowly(self, visitors: httpx.AsyncClient, number: int) -> None:
        """Ask for an answer of just under a megabyte, or of very many, and take a byte of it a second."""
        body = SLOWLY_READ[number % 10 == 0]
        host, port = re.findall(r"//(.+):(\d+)", self._address)[0]
        reader, writer = await asyncio.open_connection(host, port, limit=1)
        head = (
            "POST /sparql HTTP/1.1\r\nHost: onus\r\nAccept: application/sparql-results+xml\r\n"
            f"Content-Type: application/sparql-query\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        writer.write(head.encode() + body)
        try:
            while not self._is_over():
                if not await asyncio.wait_for(reader.read(1), 60):
                    break
                await asyncio.sleep(1)
        except (ConnectionError, TimeoutError):
            self.troubles["cut off"] += 1
        finally:
            writer.transport.abort()

    async def leave(self, visitors: httpx.AsyncClient, number: int) -> None:
        """Go before the answer, or in its middle."""
        query = RUNAWAYS[number % len(RUNAWAYS)] if number % 2 else LONG
        with contextlib.suppress(TimeoutError):
            async with (
                asyncio.timeout(0.3),
                visitors.stream("POST", "/sparql", data={"query": query}, headers=JSON) as answer,
            ):
                async for _ in answer.aiter_raw(1000):
                    break
        self.troubles["left"] += 1

    async def come_in_a_crowd(self, visitors: httpx.AsyncClient, number: int) -> None:
        await asyncio.sleep(SECONDS / 4)
        asking = (visitors.get("/sparql", params={"query": "ASK { }"}) for _ in range(200))
        for answer in await asyncio.gather(*asking):
            self.note(answer)

    async def watch(self) -> None:
        """Note the most memory that is held."""
        while not self._is_over():
            held = sum(map(held_mb, readers(self._process)))
            self.readers_mb = max(self.readers_mb, held)
            self.service_mb = max(self.service_mb, held_mb(self._process))
            await asyncio.sleep(0.1)


def asked(client: httpx.Client, query: str) -> Any:
    return client.post("/sparql", data={"query": query}, headers=JSON).raise_for_status().json()


def figure(client: httpx.Client, name: str) -> float:
    found = re.search(rf"^{re.escape(name)} (\S+)$", client.get("/metrics").text, re.MULTILINE)
    assert found, name
    return float(found[1])


def wait_until(wanted: float, found: Callable[[], float]) -> None:
    end = time.monotonic() + 60
    while (last := found()) != wanted:
        assert time.monotonic() < end, f"{last} is there after a minute, not {wanted}"
        time.sleep(0.1)


def readers(service: int) -> list[int]:
    """The processes that its fork server has made."""
    return [reader for server in children(service) for reader in children(server)]


def held_mb(process: int) -> float:
    """MB of memory that a process has to itself; 0 where it has ended."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text().split()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return (int(pages[1]) - int(pages[2])) * os.sysconf("SC_PAGE_SIZE") / 1e6
