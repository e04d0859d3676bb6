"""The articles invented to learn from, as whoever adds one must leave them."""

import json
from pathlib import Path

from graph.model import ACCUSATION
from graph.vocabulary import violation
from training.annotations import pack

INVENTED = Path(__file__).parents[2] / "training" / "articles"
LINES = (INVENTED / "gold.jsonl").read_text(encoding="utf-8").splitlines()
RECORDS = {record["id"]: record["claims"] for record in map(json.loads, LINES)}


def text_of(identifier: str) -> str:
    return (INVENTED / "texts" / f"{identifier}.txt").read_bytes().decode()


def test_each_text_is_annotated_once() -> None:
    assert len(RECORDS) == len(LINES)
    assert set(RECORDS) == {path.stem for path in (INVENTED / "texts").iterdir()}


def test_quotes_and_names_stand_in_the_text() -> None:
    for identifier, claims in RECORDS.items():
        text = text_of(identifier)
        pack({"id": identifier, "claims": claims}, text)  # raises where no name of a party stands there
        for claim in claims:
            assert text[claim["start"] : claim["end"]] == claim["quote"], identifier


def test_violations_have_codes_of_the_vocabulary() -> None:
    claims = (claim for claims in RECORDS.values() for claim in claims)
    codes = {claim["object"] for claim in claims if claim["relation"] == ACCUSATION}
    assert {violation(code).code for code in codes} == codes
