"""A service that is killed at any moment has lost nothing that it acknowledged, and is whole."""

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from hashlib import sha256
from pathlib import Path
from threading import Timer

import httpx
import pytest

from benchmarks.processes import children
from graph.decisions import Review
from graph.ingest import rebuild
from graph.iris import DEFAULT_BASE, article_iri
from graph.store import open_store
from graph.texts import TextFolder
from graph.validate import validate_whole
from graph.verify import verify
from graph.writer import Writer, find_data_base

ServeProcess = Callable[..., AbstractContextManager[tuple[subprocess.Popen[bytes], httpx.Client]]]

ARTICLES = 6
MANY = int(os.environ.get("ONUS_TEST_KILLS", "10"))  # 100 and more for a long run by hand
BACKERS = ("Rwanda", "Egypt", "Turkey", "Qatar")


class Ledger:
    """What the service has acknowledged: of each article the texts it may have, and the decisions."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.texts: dict[str, set[str | None]] = {f"told-{number}": {None} for number in range(ARTICLES)}
        self.reviewed: set[str] = set()
        self.acknowledged = 0

    def change(self, client: httpx.Client, kind: str = "") -> None:
        """Send one change, at random if it is of no kind, and note what was acknowledged."""
        article = self.chance.choice(list(self.texts))
        match kind or self.chance.choice(("take in", "take in", "take in", "withdraw", "decide")):
            case "withdraw":
                self._told(article, None, lambda: client.delete(f"/articles/{article}"))
            case "decide":
                self._decide(client)
            case _:
                text = (
                    f"The Karsu Army killed {self.chance.randrange(2, 99)} civilians in Tarin, "
                    f"Amnesty International said.\n\n{self.chance.choice(BACKERS)} supports the Karsu Army "
                    "with weapons, the United Nations said.\n"
                )
                record = {"id": article, "text": text}
                self._told(article, text, lambda: client.post("/articles", json=record))

    def _told(self, article: str, text: str | None, send: Callable[[], httpx.Response]) -> None:
        before = self.texts[article]
        self.texts[article] = before | {text}  # until it is acknowledged, either may be
        answer = send()
        if answer.status_code == 404 and text is None:
            self.texts[article] = {None}
            return
        answer.raise_for_status()
        self.texts[article] = {text}
        self.acknowledged += 1

    def _decide(self, client: httpx.Client) -> None:
        claims = client.get("/claims", params={"limit": 20}).json()["items"]
        if not claims:
            return
        claim = self.chance.choice(claims)["iri"]
        review = {"kind": "review", "claim": claim, "state": "rejected", "author": "Ada", "reason": "misread"}
        client.post("/decisions", json=review).raise_for_status()
        self.reviewed.add(claim)
        self.acknowledged += 1

    def check(self, data: Path) -> None:
        """Compare the store of the killed service with what was acknowledged, and with itself."""
        texts = TextFolder(data / "texts")
        with open_store(data) as store:
            if find_data_base(store) is None:
                assert self.acknowledged == 0
                return
            writer = Writer(store)
            for article, possible in self.texts.items():
                stored = writer.stored_text(article_iri(DEFAULT_BASE, article))
                digests = {text and sha256(text.encode()).hexdigest(): text for text in possible}
                assert stored in digests, f"{article} is not what was acknowledged"
                self.texts[article] = {digests[stored]}
            standing = {
                decision.matter.claim.value
                for decision in writer.decisions.standing
                if isinstance(decision.matter, Review)
            }
            assert self.reviewed <= standing
            assert list(verify(store, texts)) == []
            assert list(validate_whole(store)) == []
            assert rebuild(store) == 0


@pytest.mark.parametrize(
    "rounds", [3, pytest.param(MANY, marks=[pytest.mark.system, pytest.mark.timeout(3600)])]
)
def test_killing_a_service_at_work_loses_nothing(
    serve_process: ServeProcess, tmp_path: Path, rounds: int
) -> None:
    ledger = Ledger(rounds)
    for _ in range(rounds):
        with serve_process(tmp_path) as (process, client):
            ledger.change(client, "take in")  # reads the language pipeline: what follows is quick
            Timer(ledger.chance.uniform(0.05, 3.0), process.send_signal, [signal.SIGKILL]).start()
            with pytest.raises(httpx.TransportError):  # noqa: PT012
                while True:
                    ledger.change(client)
            process.wait(60)
        ledger.check(tmp_path)
    assert ledger.acknowledged


def test_a_service_told_to_stop_does_not_wait_for_who_reads_slowly(
    serve_process: ServeProcess, tmp_path: Path
) -> None:
    values = " ".join(map(str, range(60)))
    query = "SELECT * { %s }" % " ".join(f"VALUES ?v{n} {{ {values} }}" for n in range(4))  # noqa: UP031
    with (
        serve_process(tmp_path, "--plain", query_timeout_s="120") as (process, client),
        client.stream("POST", "/sparql", data={"query": query}) as answer,
    ):
        assert answer.status_code == 200  # and none of it is read
        process.send_signal(signal.SIGTERM)
        assert process.wait(120) == 0


def test_a_service_told_to_stop_finishes_the_write_that_runs(
    serve_process: ServeProcess, tmp_path: Path
) -> None:
    text = "Rwanda supports the Karsu Army with weapons, the United Nations said.\n" * 200
    with serve_process(tmp_path) as (process, client), ThreadPoolExecutor() as writers:
        client.post("/articles", json={"id": "short", "text": text[:80]}).raise_for_status()
        writing = writers.submit(client.post, "/articles", json={"id": "long", "text": text})
        while "onus_requests_in_flight 2\n" not in httpx.get(f"{client.base_url}metrics").text:
            assert not writing.done(), "the write was too short to be interrupted"
        process.send_signal(signal.SIGTERM)
        assert writing.result().status_code == 201
        assert process.wait(60) == 0
    with open_store(tmp_path) as store:
        assert len(Writer(store).articles()) == 2


ENDLESS = "SELECT (COUNT(*) AS ?n) { %s }" % " ".join(  # noqa: UP031
    f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(8)
)


@contextlib.contextmanager
def asking_endlessly(
    serve_process: ServeProcess, data: Path
) -> Iterator[tuple[subprocess.Popen[bytes], Future[httpx.Response]]]:
    with serve_process(data, query_timeout_s="120") as (process, client), ThreadPoolExecutor() as threads:
        asking = threads.submit(client.post, "/sparql", data={"query": ENDLESS})
        while "onus_requests_in_flight 2\n" not in httpx.get(f"{client.base_url}metrics").text:
            time.sleep(0.05)
        yield process, asking


def test_a_service_told_to_stop_tells_who_still_waits(serve_process: ServeProcess, tmp_path: Path) -> None:
    with asking_endlessly(serve_process, tmp_path) as (process, asking):
        process.send_signal(signal.SIGTERM)
        answer = asking.result()
        assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")
        assert "stops" in answer.json()["detail"]
        assert process.wait(5) == 0


def test_a_second_interrupt_ends_a_service_at_once(serve_process: ServeProcess, tmp_path: Path) -> None:
    with asking_endlessly(serve_process, tmp_path) as (process, asking):
        process.send_signal(signal.SIGINT)
        time.sleep(0.5)
        assert process.poll() is None
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == -signal.SIGINT
        assert isinstance(asking.exception(), httpx.TransportError)
    open_store(tmp_path).close()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found in /proc")
def test_readers_that_are_killed_are_replaced(serve_process: ServeProcess, tmp_path: Path) -> None:
    with serve_process(tmp_path / "data", "--plain") as (process, client):
        for depth in (1, 2, 1):  # the server of forks, a reader of its, the next server
            killed = [process.pid]
            for _ in range(depth):
                killed = children(killed[0])
            for number in killed:
                os.kill(number, signal.SIGKILL)
            while (answer := client.get("/sparql", params={"query": "ASK { }"})).status_code != 200:
                assert "ended unexpectedly" in answer.json()["detail"]  # asked in the moment of its death
            assert answer.json()["boolean"] is True
