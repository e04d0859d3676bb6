"""Stores of every kind, real ones: in memory, on disk, and behind a SPARQL server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.store import EmbeddedStore, EndpointStore, Store


@pytest.fixture(params=["memory", "disk", "endpoint"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty store of each kind."""
    if request.param == "memory":
        opened: Store = EmbeddedStore()
    elif request.param == "disk":
        opened = EmbeddedStore(tmp_path / "store")
    else:
        opened = EndpointStore(request.getfixturevalue("serve_oxigraph")())
    with opened:
        yield opened
