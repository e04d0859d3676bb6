"""A full disk is a clear answer: nothing stored is lost, and the service goes on once there is room."""

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import httpx
import pytest

ServeProcess = Callable[..., AbstractContextManager[tuple[subprocess.Popen[bytes], httpx.Client]]]

LEFT = 600_000
"""Bytes of the disk that are left: enough for some writes, and fewer for what readers need of them."""


@pytest.fixture
def small_disk(tmp_path: Path) -> tuple[str, ...]:
    """A command that runs another with a small file system of its own at `tmp_path`."""
    mount = f"mount -t tmpfs -o size=64m tmpfs {tmp_path} && exec "
    within = ("unshare", "--mount", "--map-root-user", "sh", "-c", mount + '"$0" "$@"')
    try:
        subprocess.run([*within, "true"], check=True, capture_output=True)
    except (FileNotFoundError, subprocess.CalledProcessError):
        pytest.skip("a file system of one's own cannot be mounted here")
    return within


class Plain:
    """Graphs, put into an ordinary dataset."""

    options = ("--plain",)

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def write(self, number: int) -> httpx.Response:
        lines = (f'<x:{number}> <x:{line}> "{"x" * 1000}" .' for line in range(50))
        headers = {"content-type": "text/turtle"}
        return self._client.put(f"/graphs/{number}", content="\n".join(lines), headers=headers)

    def ask(self, number: int) -> httpx.Response:
        return self._client.get("/sparql", params={"query": f"ASK {{ GRAPH ?g {{ <x:{number}> ?p ?o }} }}"})


class Articles:
    """Articles, read into claims."""

    options = ()

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def write(self, number: int) -> httpx.Response:
        text = f"Egypt supports the Karsu Army with {number} tanks, the United Nations said.\n" * 5
        return self._client.post("/articles", json={"id": f"told-{number}", "text": text})

    def ask(self, number: int) -> httpx.Response:
        name = f"https://w3id.org/onus/data/articles/told-{number}"
        assert self._client.get("/articles").status_code == 200  # pages and resources go on
        return self._client.get("/sparql", params={"query": f"ASK {{ <{name}> ?p ?o }}"})


@pytest.mark.parametrize("kind", [Plain, pytest.param(Articles, marks=pytest.mark.system)])
def test_a_full_disk_is_told_and_survived(
    serve_process: ServeProcess,
    small_disk: tuple[str, ...],
    tmp_path: Path,
    kind: type[Plain] | type[Articles],
) -> None:
    with serve_process(tmp_path / "data", *kind.options, within=small_disk) as (process, client):
        disk = Path(f"/proc/{process.pid}/root{tmp_path}")
        store = kind(client)
        assert [store.write(number).status_code for number in range(3)] == [201, 201, 201]
        ballast = disk / "ballast"
        numbers = iter(range(3, 1000))

        fill(ballast, disk)
        taken = [*range(3), *until_full(store, numbers)]
        refused = taken.pop()
        for number in taken:
            answer = store.ask(number)  # right, or told not to be there
            assert answer.status_code == 503 or answer.json()["boolean"] is True
        ballast.unlink()
        assert [is_there(store, number) for number in taken] == [True] * len(taken)
        assert not is_there(store, refused)

        fill(ballast, disk)
        taken += list(until_full(store, numbers))[:-1]
        ballast.unlink()
        assert store.write(refused).status_code == 201
        assert all(is_there(store, number) for number in [*taken, refused])


def fill(ballast: Path, disk: Path) -> None:
    with ballast.open("wb") as file:
        file.write(bytes(max(0, shutil.disk_usage(disk).free - LEFT)))


def until_full(store: Plain | Articles, numbers: Iterator[int]) -> Iterator[int]:
    """Write until something is refused, and yield what was written; the last is what was refused."""
    for number in numbers:
        yield number
        answer = store.write(number)
        if answer.status_code == 507:
            assert answer.headers["content-type"] == "application/problem+json"
            return
        assert answer.status_code == 201, answer.text
    pytest.fail("the disk does not get full")


def is_there(store: Plain | Articles, number: int) -> bool:
    """What the service answers once it does."""
    end = time.monotonic() + 60
    while (answer := store.ask(number)).status_code == 503:
        assert "room on the disk" in answer.json()["detail"]
        assert int(answer.headers["retry-after"]) > 0
        assert time.monotonic() < end
        time.sleep(0.2)
    return bool(answer.json()["boolean"])
