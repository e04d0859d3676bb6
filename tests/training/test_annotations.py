"""Annotation kept apart from the texts it is of."""

import gzip
import json
from pathlib import Path

import pytest

from training.annotations import KEPT, kept_records, pack, read_texts, unpack

TEXT = "Rwanda backs M23\n\nThe UN says Rwanda’s army arms the M23 rebels, who killed 20 villagers."
CLAIM = {
    "subject": ["M23 rebels", "M23", "March 23 Movement"],
    "relation": "accusedOf",
    "object": "unlawfulKilling",
    "asserters": [["UN"]],
    "stance": "asserts",
    "status": "alleged",
    "quote": "killed 20 villagers",
}
SUPPORT = {
    "subject": ["rwanda's army"],
    "relation": "supports",
    "object": ["M23 rebels"],
    "asserters": [],
    "stance": "asserts",
    "status": "reported",
    "quote": "arms the M23 rebels",
}


def test_what_is_packed_comes_back_in_the_words_of_the_text() -> None:
    packed = pack({"id": "a", "claims": [CLAIM, SUPPORT]}, TEXT)
    killing, support = unpack(packed, TEXT)["claims"]
    assert killing["subject"] == ["M23 rebels", "M23"]
    assert killing["object"] == "unlawfulKilling"
    assert killing["asserters"] == [["UN"]]
    assert TEXT[killing["start"] : killing["end"]] == killing["quote"] == "killed 20 villagers"
    assert support["subject"] == ["Rwanda’s army"]
    assert support["object"] == ["M23 rebels"]


def test_packed_annotation_holds_no_words_of_the_text() -> None:
    names = {"accusedOf", "unlawfulKilling", "asserts", "alleged"}
    packed = pack({"id": "a", "claims": [CLAIM]}, TEXT)["claims"][0]
    assert {value for value in packed.values() if isinstance(value, str)} <= names


@pytest.mark.parametrize("wrong", [{"quote": "killed 30 villagers"}, {"subject": ["Wagner"]}])
def test_what_does_not_stand_in_the_text_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="text"):
        pack({"id": "a", "claims": [{**CLAIM, **wrong}]}, TEXT)


def test_the_annotation_that_ships_holds_places_only() -> None:
    for record in map(json.loads, KEPT.read_text(encoding="utf-8").splitlines()):
        for claim in record["claims"]:
            places = [*claim["subject"], claim["quote"], *(p for names in claim["asserters"] for p in names)]
            places += claim["object"] if isinstance(claim["object"], list) else []
            assert all(isinstance(start, int) and start < end for start, end in places)


def test_texts_are_read_from_both_splits_or_one(tmp_path: Path) -> None:
    kept = json.loads(KEPT.read_text().splitlines()[0])["id"].removeprefix("hrds-")
    for split, number in (("train", "1"), ("dev", kept)):
        sample = {
            "Input.GLOBALEVENTID": number,
            "Input.title": f"Title of {split} ",
            "Input.article_interface": "<p>One.</p><div>Advertisement</div><p>\nTwo.</p>",
        }
        data = json.dumps([{"sample": sample}]).encode()
        (tmp_path / f"{split}.json.gz").write_bytes(gzip.compress(data))
    assert read_texts(tmp_path) == {
        "hrds-1": "Title of train\n\nOne.\n\nTwo.",
        f"hrds-{kept}": "Title of dev\n\nOne.\n\nTwo.",
    }
    assert list(read_texts(tmp_path, ["train"])) == ["hrds-1"]
    assert [record["id"] for record, _ in kept_records(tmp_path)] == [f"hrds-{kept}"]
    assert list(kept_records(tmp_path, ["train"])) == []
