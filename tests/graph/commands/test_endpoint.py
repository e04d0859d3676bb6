"""The same commands on a SPARQL server, which keeps the graph while the data directory keeps the texts."""

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def address() -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = Path(sys.executable).with_name("oxigraph")
    server = subprocess.Popen([program, "serve", "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def test_ingest_ask_check_and_withdraw(
    onus: Callable[..., Any], tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch, story: str
) -> None:
    monkeypatch.setenv("ONUS_ENDPOINT", address)
    (tmp_path / "story.txt").write_text(story)
    assert onus("ingest", tmp_path / "story.txt").code == 0
    assert not (tmp_path / "data" / "store").exists()
    asked = onus("query", "supporters-of", "--param", "actor=Khalifa Haftar")
    assert "Egypt denies" in asked.out
    assert onus("verify").code == 0
    assert onus("validate").code == 0
    bad = onus("query", "SELECT ?s { ?s ?p ")
    assert (bad.code, bad.out) == (1, "")
    assert bad.complaint.startswith("onus: ")
    assert onus("withdraw", "story").code == 0
    assert "Egypt" not in onus("query", "actors").out
