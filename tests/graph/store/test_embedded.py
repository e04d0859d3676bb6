"""What only the embedded store does: own its directory, checkpoint, tell how far a load is."""

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple

from graph.errors import DataError, StoreError, StoreInUseError
from graph.store import EmbeddedStore, open_store

A, B, G = (NamedNode(f"http://example.org/{name}") for name in "abg")


def test_what_is_written_is_there_when_opened_again(tmp_path: Path) -> None:
    with open_store(tmp_path / "new" / "data") as store:
        store.replace_graph(G, [Triple(A, B, Literal("x"))])
    with open_store(tmp_path / "new" / "data") as store:
        assert store.ask(f"ASK {{ {A} {B} 'x' }}")


def test_a_second_opener_is_told_that_the_store_is_in_use(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store"):
        with pytest.raises(StoreInUseError, match="in use by another process: stop it, or ask it over HTTP"):
            EmbeddedStore(tmp_path / "store")
        script = "import pathlib, sys, graph.store; graph.store.EmbeddedStore(pathlib.Path(sys.argv[1]))"
        command = [sys.executable, "-c", script, str(tmp_path / "store")]
        finished = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "StoreInUseError: the store" in finished.stderr
    EmbeddedStore(tmp_path / "store").close()


def test_a_place_that_is_no_store_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StoreError, match=r"file cannot be opened: .*not a directory"):
        EmbeddedStore(tmp_path / "file")
    with pytest.raises(StoreError, match=r"data directory .* cannot be created"):
        open_store(tmp_path / "file" / "data")
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "CURRENT").write_text("nonsense")
    with pytest.raises(StoreError, match="broken cannot be opened"):
        EmbeddedStore(tmp_path / "broken")


def test_a_checkpoint_is_a_store_that_later_writes_leave_alone(tmp_path: Path) -> None:
    with EmbeddedStore(tmp_path / "store") as store:
        store.replace_graph(G, [Triple(A, B, Literal("before"))])
        store.checkpoint(tmp_path / "copy")
        store.replace_graph(G, [Triple(A, B, Literal("after"))])
        with EmbeddedStore(tmp_path / "copy") as copy:
            assert copy.ask(f"ASK {{ {A} {B} 'before' }}")
        with pytest.raises(StoreError):
            store.checkpoint(tmp_path / "copy")
    with EmbeddedStore() as memory, pytest.raises(StoreError, match="in-memory"):
        memory.checkpoint(tmp_path / "other")


def test_a_bulk_load_tells_the_bytes_read(tmp_path: Path) -> None:
    path = tmp_path / "many.nq"
    path.write_text("".join(f'{A} {B} "{number}" {G} .\n' for number in range(5_000)))
    read: list[int] = []
    with EmbeddedStore(tmp_path / "store") as store:
        store.load(path, RdfFormat.N_QUADS, progress=read.append)
        assert len(store.select("SELECT ?o { ?s ?p ?o }")) == 5_000
    assert sum(read) == path.stat().st_size
    assert len(read) > 2


def test_a_file_that_does_not_parse_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "broken.nq"
    path.write_text("".join(f'{A} {B} "{number}" {G} .\n' for number in range(5_000)) + "broken\n")
    with EmbeddedStore(tmp_path / "store") as store:
        with pytest.raises(DataError, match="line 5001"):
            store.load(path)
        assert not store.ask("ASK { ?s ?p ?o }")
