"""Annotation kept apart from the texts it is of."""

import json
from pathlib import Path

import pytest

from training import annotations
from training.annotated import read_article, read_records, read_unread
from training.annotations import KEPT, REVISED, pack, unpack, unpack_revised

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


def test_a_quote_that_stands_there_twice_keeps_its_place() -> None:
    text = f"{TEXT} They killed 20 villagers."
    second = {**CLAIM, "start": text.rindex("killed 20 villagers")}
    assert unpack(pack({"id": "a", "claims": [second]}, text), text)["claims"][0]["start"] == second["start"]


def test_what_a_second_reading_found_stands_in_place_of_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    train = tmp_path / "eval" / "train"
    (train / "texts").mkdir(parents=True)
    for name in ("a", "b"):
        (train / "texts" / f"{name}.txt").write_bytes(f"{TEXT}\r\n".encode())
    lines = [json.dumps({"id": name, "claims": [CLAIM]}) for name in ("a", "b")]
    (train / "gold.jsonl").write_text("\n".join(lines) + "\n")
    (train / "unread.txt").write_text("b\n")
    gold = tmp_path / "again.jsonl"
    gold.write_text(json.dumps({"id": "a", "claims": [CLAIM, SUPPORT]}) + "\n")
    monkeypatch.setattr(annotations, "REVISED", tmp_path / "revised.jsonl")
    annotations.main([str(gold), "--eval", str(train.parent)])
    unpack_revised(train, tmp_path / "train")
    records = read_records(tmp_path / "train")
    assert [claim["relation"] for claim in records["a"]] == ["accusedOf", "supports"]
    assert records["b"] == [CLAIM]
    assert read_article(tmp_path / "train", "a").text == f"{TEXT}\r\n"
    assert read_unread(tmp_path / "train") == {"b"}


@pytest.mark.parametrize("file", [KEPT, REVISED], ids=lambda file: file.stem)
def test_the_annotation_that_ships_holds_places_only(file: Path) -> None:
    for record in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
        for claim in record["claims"]:
            places = [*claim["subject"], claim["quote"], *(p for names in claim["asserters"] for p in names)]
            places += claim["object"] if isinstance(claim["object"], list) else []
            assert all(isinstance(start, int) and start < end for start, end in places)
