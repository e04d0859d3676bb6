"""Networks of as many edges as are considered."""

from collections.abc import Callable
from pathlib import Path

import pytest

from api.links import Links
from api.models.network import NetworkView
from api.records import networks
from api.records.memory import Memory
from api.records.networks import NetworkFilter, read_network
from api.records.reader import Reader
from graph.iris import DEFAULT_BASE, vocabulary
from graph.store import EmbeddedStore
from graph.vocabulary import relations


def test_a_network_of_the_best_corroborated_edges_says_so(
    fill_data: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = NetworkFilter({"relations": [vocabulary(name) for name in relations() if name != "accusedOf"]})
    with EmbeddedStore(fill_data(tmp_path / "data") / "store") as store:

        def read() -> NetworkView:
            return read_network(Reader(store, Memory(), 0, Links(DEFAULT_BASE, "")), wanted, limit=100)[1]

        whole = read()
        monkeypatch.setattr(networks, "CONSIDERED", 3)
        part = read()
    assert whole.considered is None
    assert part.considered == 3
    assert len(whole.edges) > 3
    assert len(part.edges) == 3
    assert {edge.edge for edge in part.edges} < {edge.edge for edge in whole.edges}
