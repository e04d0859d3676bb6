"""A real service on a loopback port, in this process, and a small store that tests know by heart.

The store is about two invented forces, their backers, and who says what of them.
"""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings
from graph.ingest import initialise
from graph.model import ArticleRecord, Claim, Party, Quote
from graph.store import open_store
from graph.texts import TextFolder
from graph.writer import Writer

KEY = "the key of the tests"


@contextlib.contextmanager
def running(settings: Settings) -> Iterator[httpx.Client]:
    """A client of a service with these settings, ready to answer."""
    config = uvicorn.Config(create_app(settings), port=0, log_level="warning", ws="none")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the service did not start")
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join(timeout=60)


Serve = Callable[..., httpx.Client]


def starter(stack: contextlib.ExitStack, data: Path) -> Serve:
    """A function that starts a service with some settings and gives a client of it."""

    def start(**settings: object) -> httpx.Client:
        chosen = Settings(**{"data": data, "key": KEY, **settings})  # type: ignore[arg-type]
        return stack.enter_context(running(chosen))

    return start


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts services: `serve(plain=True)` returns a client of one over an empty data directory."""
    with contextlib.ExitStack() as stack:
        yield starter(stack, tmp_path / "data")


@pytest.fixture(scope="module")
def serve_for_module(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """As `serve`, for services that a module's tests share."""
    with contextlib.ExitStack() as stack:
        yield starter(stack, tmp_path_factory.mktemp("service") / "data")


@contextlib.contextmanager
def serving(
    data: Path, *options: str, within: tuple[str, ...] = (), **settings: str
) -> Iterator[tuple[subprocess.Popen[bytes], httpx.Client]]:
    command = [*within, sys.executable, "-m", "graph", "serve", "--data", str(data), "--port", "0", *options]
    environment = {f"ONUS_{name.upper()}": value for name, value in {"key": KEY, **settings}.items()}
    with tempfile.NamedTemporaryFile() as log:
        process = subprocess.Popen(
            command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=log
        )
        try:
            said = Path(log.name)
            while not (found := re.search(r"Onus is at (http://\S+/) ", said.read_text())):
                assert process.poll() is None, said.read_text()
                time.sleep(0.05)
            headers = {"Authorization": f"Bearer {KEY}"}
            with httpx.Client(base_url=found[1], timeout=600, headers=headers) as client:
                try:
                    client.get("/health").raise_for_status()
                except httpx.TransportError as error:
                    error.add_note(said.read_text())
                    raise
                yield process, client
        finally:
            process.kill()
            process.wait()


@pytest.fixture(scope="session")
def serve_process() -> Callable[..., contextlib.AbstractContextManager[object]]:
    """`onus serve` over a data directory as a process of its own, ready to answer, with options and with
    settings as in the environment; and a client of it that may write. It is killed at the end. `within` is
    a command that runs it."""
    return serving


@pytest.fixture
def key() -> dict[str, str]:
    """The header that allows writing."""
    return {"Authorization": f"Bearer {KEY}"}


BOLO = Party(name="Anton Bolo", kind="Person", aliases=("Bolo", "General Bolo"))
HAFTAR = Party(name="Khalifa Haftar", kind="Person", aliases=("Haftar",))
FRONT = Party(name="Karsu Liberation Army", kind="ArmedGroup")
GUARD = Party(name="River Guard", kind="ArmedGroup")
EGYPT = Party(name="Egypt", kind="State")
FRANCE = Party(name="France", kind="State")
RUSSIA = Party(name="Russia", kind="State")
WATCH = Party(name="Lake Watch", kind="NonGovernmentalOrganization")
COURT = Party(name="International Criminal Court", kind="Court")
WITNESS = Party(name="a witness", kind="Source")

TEXTS = {
    "front-1": "The Front\n\nAnton Bolo leads the Karsu Liberation Army. Lake Watch says "
    "the Front shelled a market in Tarin on 3 May 2019, killing 12. Bolo denies it. "
    "The claim could not be verified. Egypt arms Bolo.",
    "front-2": "Backers\n\nEgypt and France back Anton Bolo, a witness said. "
    "France denies that it backs him. "
    'The court wants Bolo for war crimes. =HYPERLINK("x") <script>alert(1)</script>',
    "front-3": "Haftar\n\nRussia supports Khalifa Haftar, and Haftar supports the River Guard, "
    "which opposes the Karsu Liberation Army. Egypt supports Anton Bolo with training.",
}
RECORDS = {
    "front-1": {"title": "The Front", "publisher": "Lakeside Post", "published": "2019-05-06"},
    "front-2": {"title": "Backers of the <b>Front</b>", "publisher": "Evening Star", "published": "2019-06"},
    "front-3": {"title": "Haftar", "publisher": "Lakeside Post"},
}


def quote(article: str, exact: str) -> Quote:
    start = TEXTS[article].index(exact)
    return Quote(exact=exact, start=start, end=start + len(exact))


def claim(
    article: str, exact: str, subject: Party, relation: str, target: Party | str, **details: object
) -> Claim:
    accusation = relation == "accusedOf"
    fields = {"stance": "asserts", "status": "alleged" if accusation else "reported", **details}
    return Claim(
        article=article,
        subject=subject,
        relation=relation,
        object=target,
        quote=quote(article, exact),
        extractor="invented/1",
        **fields,  # type: ignore[arg-type]
    )


CLAIMS = [
    claim("front-1", "Anton Bolo leads the Karsu Liberation Army", BOLO, "leads", FRONT),
    claim(
        "front-1",
        "the Front shelled a market",
        FRONT,
        "accusedOf",
        "attackOnCivilians",
        asserter=WATCH,
        mode="committed",
        place="Tarin",
        date="2019-05-03",
        deaths=12,
        caveat=quote("front-1", "The claim could not be verified."),
    ),
    claim(
        "front-1", "Bolo denies it", FRONT, "accusedOf", "attackOnCivilians", asserter=BOLO, stance="denies"
    ),
    claim("front-1", "Egypt arms Bolo", EGYPT, "supports", BOLO, support_kind="weapons"),
    claim("front-2", "Egypt and France back Anton Bolo", EGYPT, "supports", BOLO, asserter=WITNESS),
    claim("front-2", "Egypt and France back Anton Bolo", FRANCE, "supports", BOLO, asserter=WITNESS),
    claim(
        "front-2",
        "France denies that it backs him",
        FRANCE,
        "supports",
        BOLO,
        asserter=FRANCE,
        stance="denies",
    ),
    claim("front-2", "The court wants Bolo", BOLO, "wantedBy", COURT),
    claim(
        "front-2",
        "wants Bolo for war crimes",
        BOLO,
        "accusedOf",
        "warCrimes",
        status="charged",
        asserter=COURT,
    ),
    claim("front-3", "Russia supports Khalifa Haftar", RUSSIA, "supports", HAFTAR),
    claim("front-3", "Haftar supports the River Guard", HAFTAR, "supports", GUARD),
    claim("front-3", "which opposes the Karsu Liberation Army", GUARD, "opposes", FRONT),
    claim(
        "front-3", "Egypt supports Anton Bolo with training", EGYPT, "supports", BOLO, support_kind="training"
    ),
]


def fill(data: Path, endpoint: str | None = None) -> Path:
    """Make a data directory (and a store at an endpoint) that holds these articles; its path."""
    texts = TextFolder(data / "texts")
    with open_store(data, endpoint) as store:
        initialise(store)
        writer = Writer(store)
        for article, told in RECORDS.items():
            digest = texts.write(TEXTS[article])
            record = ArticleRecord(
                id=article,
                text_sha256=digest,
                original_sha256=digest,
                media_type="text/plain",
                extractor="invented/1",
                language="en",
                **told,  # type: ignore[arg-type]
            )
            writer.put(record, [each for each in CLAIMS if each.article == article])
    return data


@pytest.fixture(scope="module")
def client(serve_for_module: Serve, tmp_path_factory: pytest.TempPathFactory) -> httpx.Client:
    """A client of a service over the invented store, which a module's tests share and none changes."""
    return serve_for_module(data=fill(tmp_path_factory.mktemp("invented")))


@pytest.fixture
def own_client(serve: Serve, tmp_path: Path) -> httpx.Client:
    """A client of a service over an invented store that a test may change."""
    return serve(data=fill(tmp_path / "own"))


@pytest.fixture
def find(client: httpx.Client) -> Callable[[str], str]:
    """A function from an actor's name to its path."""

    def path(name: str) -> str:
        items = client.get("/actors", params={"limit": 1000}).json()["items"]
        return next(str(item["href"]) for item in items if item["name"] == name)

    return path


@pytest.fixture(scope="session")
def fill_data() -> Callable[..., Path]:
    """A function that makes a data directory of the invented store."""
    return fill
