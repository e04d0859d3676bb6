"""`onus extract` prints grounded claims, and names what it cannot read."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any


def test_claims_are_json_lines_with_verbatim_quotes(
    onus: Callable[..., Any], tmp_path: Path, story: str
) -> None:
    (tmp_path / "story.txt").write_text(story)
    ran = onus("extract", tmp_path / "story.txt")
    assert (ran.code, ran.err) == (0, "")
    claims = [json.loads(line) for line in ran.out.splitlines()]
    assert claims
    for claim in claims:
        assert story[claim["start"] : claim["end"]] == claim["quote"]
        assert claim["article"] == "story"
        assert claim["extractor"]
    found = {(claim["subject"], claim["relation"], claim["object"], claim["stance"]) for claim in claims}
    assert ("Egypt", "supports", "Khalifa Haftar", "asserts") in found
    assert ("Egypt", "supports", "Khalifa Haftar", "denies") in found
    assert not (tmp_path / "data").exists()


def test_markup_makes_no_claims_and_stands_in_no_quotes(onus: Callable[..., Any], tmp_path: Path) -> None:
    text = (
        "The Viv Ansanm coalition, led by {}, killed at least 70 people, the United Nations said on Friday.\n"
    )
    claims = []
    for name, leader in (("a.txt", "Jimmy Cherizier"), ("a.md", "**[Jimmy Cherizier](https://x.org/)**")):
        (tmp_path / name).write_text(text.format(leader))
        claims.append(onus("extract", tmp_path / name).out)
    assert claims[0] == claims[1]
    assert "unlawfulKilling" in claims[0]


def test_table_shows_who_says_so(onus: Callable[..., Any], tmp_path: Path, story: str) -> None:
    (tmp_path / "story.txt").write_text(story)
    ran = onus("extract", "--format", "table", tmp_path / "story.txt")
    assert ran.code == 0
    assert "story: Egypt backs Haftar" in ran.out
    assert "Egypt denies" in ran.out
    assert "Egypt supports Khalifa Haftar" in ran.out


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(
    onus: Callable[..., Any], tmp_path: Path, story: str
) -> None:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a-empty.txt").write_text("")
    (folder / "b-french.txt").write_text(
        "Les forces de Haftar ont tué seize civils dans la ville de Derna, selon Amnesty International.\n" * 3
    )
    (folder / "c-story.txt").write_text(story)
    ran = onus("extract", folder)
    assert ran.code == 1
    assert '"article": "c-story"' in ran.out
    first, second = ran.err.splitlines()
    assert first == f"onus: skipped {folder}/a-empty.txt: no text in it"
    assert second.startswith("onus: skipped b-french: in the language 'fr'")


def test_a_picture_among_articles_is_told_of_but_no_failure(
    onus: Callable[..., Any], tmp_path: Path, story: str
) -> None:
    (tmp_path / "picture.jpg").write_bytes(b"\xff\xd8\xff")
    alone = onus("extract", tmp_path / "picture.jpg")
    assert alone.code == 1
    (tmp_path / "story.txt").write_text(story)
    ran = onus("extract", tmp_path)
    assert ran.code == 0
    assert "picture.jpg: unknown kind of file" in ran.complaint
