"""Stores of every kind, real ones: in memory, on disk, and behind SPARQL servers."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import EmbeddedStore, EndpointStore, Store

KINDS = ["memory", "disk", "oxigraph", pytest.param("virtuoso", marks=pytest.mark.system)]


@pytest.fixture(params=KINDS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        opened: Store = EmbeddedStore()
    elif request.param == "disk":
        opened = EmbeddedStore(tmp_path / "store")
    elif request.param == "oxigraph":
        opened = EndpointStore(request.getfixturevalue("serve_oxigraph")())
    else:
        opened = EndpointStore(request.getfixturevalue("empty_virtuoso"))
    with opened:
        yield opened
