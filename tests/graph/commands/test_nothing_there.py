"""Empty folders, missing files, other files, and stores without anything: said, and said rightly."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


@pytest.mark.parametrize("command", ["ingest", "extract"])
def test_a_folder_without_articles_is_told_with_what_is_read(
    onus: Callable[..., Any], tmp_path: Path, command: str
) -> None:
    (tmp_path / "empty").mkdir()
    ran = onus(command, tmp_path / "empty")
    assert (ran.code, ran.out) == (1, "")
    assert ran.complaint == (
        f"onus: no articles in {tmp_path}/empty: they are read from files in "
        ".txt, .md, .markdown, .html, .htm, .json, .jsonl, .ndjson"
    )
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("x.turtle", "@prefix a: <http://a.org/> .\na:a a:b a:c .\n", "line 1: "),
        ("cut.nq", "<http://a.org/a> <http://a.org/b> <http://a.o", "line 1: "),
        ("other.nq", "<http://a.org/a> <http://a.org/b> <http://a.org/c> .\n", "no claims store, or not all"),
        (".", None, "no file but a folder"),
        ("missing.nq", None, "no such file"),
    ],
)
def test_an_import_that_fails_says_why_and_leaves_nothing(
    onus: Callable[..., Any], tmp_path: Path, name: str, content: str | None, told: str
) -> None:
    if content:
        (tmp_path / name).write_text(content)
    ran = onus("import", tmp_path / name)
    assert ran.code in (1, 2)
    assert ran.complaint.startswith(f"onus: {tmp_path / name}")
    assert told in ran.complaint
    assert ("no N-Quads, or not all that was exported" in ran.complaint) == (told == "line 1: ")
    assert "run 'onus ingest' first" in onus("query", "counts").complaint


def test_a_question_that_is_a_missing_file_says_so(store: Callable[..., Any]) -> None:
    for missing in ("./nosuch/x.sparql", "x.rq"):
        ran = store("query", missing)
        assert (ran.code, ran.complaint) == (2, f"onus: {Path(missing)}: no such file")


def test_no_decisions_and_no_way_to_oneself(store: Callable[..., Any]) -> None:
    ran = store("decide", "list")
    assert (ran.code, ran.out, ran.complaint) == (0, "", "no decisions")
    ran = store("paths", "Egypt", "--from", "egypt")
    assert (ran.code, ran.out) == (2, "")
    assert ran.complaint == "onus: --from names the same actor: 'egypt' is 'Egypt'"


def test_ids_in_tables_are_taken_back(store: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    table = store("query", "supporters-of", "-p", "actor=Khalifa Haftar", "--ids").out
    assert "Backer id   " in table
    (claim, *_) = {word for word in table.split() if word.startswith("claims/")}
    for form in (claim, claim.removeprefix("claims/"), f"https://w3id.org/onus/data/{claim}"):
        assert store("decide", "accept", form, "--reason", "read").code == 0
    listed = store("actors", "haftar").out
    (actor, *_) = {word for word in listed.split() if word.startswith("actors/")}
    assert "Actor id" in listed
    for form in (actor, actor.removeprefix("actors/"), f"https://w3id.org/onus/data/{actor}"):
        ran = store("paths", "egypt", "--from", form)
        assert "no actor" not in ran.err
    for unknown in ("claims/0123", 'x"<y', "x y"):
        assert store("decide", "accept", unknown, "--reason", "read").complaint.startswith("onus: no claim")
        assert store("paths", unknown).complaint.startswith("onus: no actor is known as")
