"""A full disk is an error of that write: nothing stored is lost, reads go on, and later writes too."""

import resource
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from graph.errors import StoreFullError
from graph.store import EmbeddedStore

G, P = NamedNode("https://example.org/g"), NamedNode("https://example.org/p")
COUNT = "SELECT ?s { GRAPH ?g { ?s ?p ?o } }"


@pytest.fixture
def small_files() -> Iterator[None]:
    """No file of this process may grow past a megabyte, as on a disk that is full."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1 << 20, hard))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    signal.signal(signal.SIGXFSZ, before)


def fill(store: EmbeddedStore, written: list[int]) -> None:
    """Write until there is no room, and note what was taken."""
    for number in count():
        store.replace_graph(*batch(number))
        written.append(number)


def batch(number: int) -> tuple[NamedNode, list[Triple]]:
    name = NamedNode(f"{G.value}{number}")
    return name, [Triple(name, P, Literal(f"{number} {each} " + "x" * 1000)) for each in range(50)]


def test_writing_goes_on_when_there_is_room_again(tmp_path: Path, small_files: None) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        taken: list[int] = []
        with pytest.raises(StoreFullError, match=r"store .* is full: nothing of this was stored"):
            fill(store, taken)
        written = len(taken)
        assert written > 2
        assert len(store.select(COUNT)) == 50 * written
        _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        store.replace_graph(*batch(written))
        assert len(store.select(COUNT)) == 50 * (written + 1)
    with EmbeddedStore(tmp_path / "store") as store:
        assert len(store.select(COUNT)) == 50 * (written + 1)


def test_reading_goes_on_while_there_is_no_room(tmp_path: Path) -> None:
    """On a file system of its own, in a mount namespace that ends with the process."""
    script = textwrap.dedent(f"""
        import shutil, subprocess, sys
        from pathlib import Path
        sys.path.insert(0, {str(Path(__file__).parent)!r})
        from test_full_disk import COUNT, batch, fill
        from graph.errors import StoreFullError
        from graph.store import EmbeddedStore
        folder = Path({str(tmp_path)!r})
        mount = ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)]
        if subprocess.run(mount, capture_output=True).returncode:
            sys.exit(77)
        with EmbeddedStore(folder / "store") as store:
            taken = []
            try:
                fill(store, taken)
            except StoreFullError:
                written = len(taken)
            for _ in range(5):
                try:
                    store.replace_graph(*batch(written))
                    sys.exit("a write was taken that there was no room for")
                except StoreFullError:
                    assert len(store.select(COUNT)) == 50 * written
            subprocess.run(["mount", "-o", "remount,size=200m", str(folder)], check=True)
            store.replace_graph(*batch(written))
            assert len(store.select(COUNT)) == 50 * (written + 1)
        with EmbeddedStore(folder / "store") as store:
            assert len(store.select(COUNT)) == 50 * (written + 1)
    """)
    command = ["unshare", "--mount", "--map-root-user", sys.executable, "-c", script]
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare(1) here")
    if ran.returncode == 77 or ran.stderr.startswith("unshare:"):
        pytest.skip("a file system of one's own cannot be mounted here")
    assert ran.returncode == 0, ran.stderr
