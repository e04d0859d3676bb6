"""`onus network` and `onus paths`: edges with their evidence, as tables, pictures and files."""

from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest

STORY = (
    "Khalifa Haftar leads the Libyan National Army. Haftar is backed by Egypt and Russia.\n\n"
    "Turkey supports the Government of National Accord.\n"
)


@pytest.fixture
def store(onus: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    (tmp_path / "story.txt").write_text(STORY)
    assert onus("ingest", tmp_path / "story.txt").code == 0
    return onus


def test_the_network_as_tables(store: Callable[..., Any]) -> None:
    near = store("network", "--around", "Egypt", "--depth", "1")
    assert near.code == 0
    assert near.out.startswith("1 alleged relations of 2 actors")
    further = store("network", "--around", "Egypt", "--depth", "2").out
    assert "Libyan National Army" in further
    assert "Turkey" not in further
    assert "Turkey" in store("network").out
    assert "leads" not in store("network", "--relation", "supports").out
    assert "are left out: see --limit" in store("network", "--limit", "2").out
    none = store("network", "--min-articles", "2")
    assert (none.code, none.out) == (0, "")
    assert none.complaint.startswith("nobody is said to support")


def test_the_network_as_a_picture_and_for_other_programs(store: Callable[..., Any], tmp_path: Path) -> None:
    picture = store("network", "--around", "Khalifa Haftar", "--format", "svg")
    assert ElementTree.fromstring(picture.out).tag.endswith("svg")  # noqa: S314 (our own)
    assert "Khalifa Haftar" in picture.out
    for form, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        for command in ("network", "export"):
            file = tmp_path / f"{command}.{form}"
            assert store(command, "--format", form, "--output", file).code == 0
            labels = {values["label"] for _, values in read(file).nodes(data=True)}
            assert {"Egypt", "Russia", "Turkey", "Khalifa Haftar"} <= labels


def test_paths_of_responsibility(store: Callable[..., Any]) -> None:
    ran = store("paths", "Libyan National Army")
    assert ran.code == 0
    lines = " ".join(ran.out.split())
    assert "Egypt supports Khalifa Haftar" in lines
    assert "Khalifa Haftar leads Libyan National Army" in lines
    assert "“Haftar is backed by Egypt" in lines
    assert "Turkey" not in lines
    assert "Egypt" not in store("paths", "Libyan National Army", "--steps", "1").out
    assert "more paths are left out" in store("paths", "Libyan National Army", "--limit", "1").out


def test_paths_between_two_actors(store: Callable[..., Any]) -> None:
    lines = " ".join(store("paths", "Russia", "--from", "Egypt").out.split())
    assert "Egypt supports Khalifa Haftar" in lines
    assert "Russia supports Khalifa Haftar" in lines
    assert store("paths", "Turkey", "--from", "Egypt").complaint == "no path found"


def test_unknown_actors(store: Callable[..., Any]) -> None:
    for arguments in (["network", "--around", "Nobody At All"], ["paths", "Nobody At All"]):
        ran = store(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert ran.complaint.startswith("onus: no actor is known as 'Nobody At All'")
