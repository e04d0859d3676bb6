"""`onus export` and `onus import`: the graph as files, and back."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import rdflib


def test_an_export_makes_the_same_store_again(store: Callable[..., Any], tmp_path: Path) -> None:
    exported = tmp_path / "all.nq"
    assert store("export", "--output", exported).code == 0
    assert "Derna.\\n" not in exported.read_text()  # quotes, never texts
    imported = store("import", exported, "--data", tmp_path / "copy")
    assert imported.code == 0
    assert "articles new" in imported.out
    again = store("export", "--data", tmp_path / "copy")
    assert sorted(again.out.splitlines()) == sorted(exported.read_text().splitlines())
    assert "articles unchanged" in store("import", exported, "--data", tmp_path / "copy").out


def test_formats_for_others(store: Callable[..., Any], story: str) -> None:
    lines = list(csv.DictReader(io.StringIO(store("export", "--format", "csv").out)))
    assert {"supports", "accusedOf"} <= {line["relation"] for line in lines}
    assert all(story[int(line["start"]) : int(line["end"])] == line["quote"] for line in lines)
    assert json.loads(store("export", "--format", "jsonld").out)["@graph"]
    turtle = rdflib.Graph().parse(data=store("export", "--format", "turtle").out, format="turtle")
    assert (None, rdflib.URIRef("https://w3id.org/onus/supports"), None) in turtle


def test_a_file_that_is_no_export_changes_nothing(store: Callable[..., Any], tmp_path: Path) -> None:
    before = store("export").out
    for name, content in (
        ("broken.nq", "<a> <b>"),
        ("other.nq", "<u:s> <u:p> <u:o> <u:g> .\n"),
        ("empty.nq", ""),
    ):
        (tmp_path / name).write_text(content)
        ran = store("import", tmp_path / name)
        assert (ran.code, ran.out) == (1, "")
        assert name in ran.complaint
    missing = store("import", tmp_path / "missing.nq")
    assert (missing.code, missing.complaint) == (2, f"onus: {tmp_path}/missing.nq: no such file")
    assert store("export").out == before


def test_nothing_half_written_stays(store: Callable[..., Any], tmp_path: Path) -> None:
    unwritable = store("export", "--output", tmp_path / "nowhere" / "all.nq")
    assert unwritable.code == 2
    assert "cannot be written" in unwritable.complaint
    failed = store("export", "--output", tmp_path / "x.nq", "--data", tmp_path / "none")
    assert failed.code == 1
    assert not (tmp_path / "x.nq").exists()
    assert not list(tmp_path.glob("*.part"))
