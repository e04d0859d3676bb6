"""Sets of annotated articles, on an invented folder."""

import json
from pathlib import Path

import pytest

from benchmarks.extraction import main as measure
from training.annotated import read_article, read_learnable, read_records, read_scorer, read_unread


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    texts = tmp_path / "dev" / "texts"
    texts.mkdir(parents=True)
    for name in ("b", "a"):
        (texts / f"{name}.txt").write_bytes(f"Text {name}.\r\n".encode())
    lines = [json.dumps({"id": name, "claims": [{"quote": name}]}) for name in ("b", "a")]
    (tmp_path / "dev" / "gold.jsonl").write_text("\n".join(lines) + "\n")
    return tmp_path


def test_articles_and_claims_come_as_they_lie_there(evaluation: Path) -> None:
    dev = evaluation / "dev"
    assert list(read_records(dev).items()) == [("b", [{"quote": "b"}]), ("a", [{"quote": "a"}])]
    assert read_article(dev, "a").text == "Text a.\r\n"
    assert read_unread(dev) == frozenset()
    (dev / "unread.txt").write_text("a\n")
    assert read_unread(dev) == {"a"}
    assert read_learnable(dev) == [("b", [{"quote": "b"}])]


def test_the_scorer_is_that_of_the_folder(evaluation: Path) -> None:
    (evaluation / "score.py").write_text("RELATIONS = ('supports',)\n")
    assert read_scorer(evaluation).RELATIONS == ("supports",)


@pytest.mark.parametrize("missing", ["score.py", "dev/gold.jsonl", "dev/texts/a.txt"])
def test_what_is_missing_is_told_in_one_line(evaluation: Path, missing: str) -> None:
    (evaluation / "score.py").write_text("")
    (evaluation / missing).unlink()
    with pytest.raises(SystemExit, match=rf"^{evaluation / missing}: no such file$"):
        measure(["--eval", str(evaluation), "--no-cross-validation"])
