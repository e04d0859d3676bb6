"""A real service on a loopback port, in this process."""

import contextlib
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from api.app import create_app
from api.settings import Settings

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
        thread.join(timeout=20)


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


@pytest.fixture
def key() -> dict[str, str]:
    """The header that allows writing."""
    return {"Authorization": f"Bearer {KEY}"}
