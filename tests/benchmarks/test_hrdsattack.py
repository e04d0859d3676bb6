"""Claims in the terms of HRDsAttack, on an invented corpus of two articles."""

import gzip
import json
from pathlib import Path

from benchmarks.hrdsattack import Attributes, attributes_of, measure, read_gold
from graph.extraction import extract_claims
from graph.extraction.classify.model import load_model
from graph.reading import article_from_text


def entry(number: int, title: str, body: str, **merged: object) -> dict[str, object]:
    sample = {
        "Input.GLOBALEVENTID": number,
        "Input.title": title,
        "Input.article_interface": f"<p>{body}</p>",
    }
    return {"sample": sample, "merged_sample": merged}


def corpus(folder: Path) -> Path:
    entries = [
        entry(
            1,
            "Gunmen kidnap teacher",
            "Gunmen of the Lake Front kidnapped Maria Kovac on Sunday, police said.",
            perpetrator_mention=True,
            violation_types=["kidnapping"],
            victims=[{"victim_name": "Maria Kovac"}, {"victim_name": None}],
        ),
        entry(
            2,
            "Bridge opens",
            "A bridge was opened.",
            perpetrator_mention=False,
            violation_types=["unknown"],
            victims=[],
        ),
    ]
    (folder / "dev.json.gz").write_bytes(gzip.compress(json.dumps(entries).encode()))
    return folder


def test_gold_is_read_with_its_articles(tmp_path: Path) -> None:
    (first, told), (_, nothing) = read_gold(corpus(tmp_path), "dev", str.casefold)
    assert first.text.startswith("Gunmen kidnap teacher\n\nGunmen of the Lake Front")
    assert told == Attributes(frozenset({"kidnapping"}), True, frozenset({"maria kovac"}))
    assert nothing == Attributes(frozenset({"unknown"}), False, frozenset())


def test_claims_become_attributes() -> None:
    text = "Gunmen of the Lake Front kidnapped Maria Kovac on Sunday, police said."
    found = attributes_of(extract_claims(article_from_text(text)), str.casefold)
    assert found == Attributes(frozenset({"kidnapping"}), True, frozenset({"maria kovac"}))
    assert attributes_of([], str.casefold) == Attributes(frozenset({"unknown"}), False, frozenset())


def test_figures_are_shares_of_one(tmp_path: Path) -> None:
    figures = measure(corpus(tmp_path), load_model(), str.casefold)
    assert set(figures) == {"violation types", "perpetrator mention", "victim names"}
    assert all(0 <= value <= 1 for value in figures.values())
    assert figures["perpetrator mention"] == 1
