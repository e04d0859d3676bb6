"""Sentences of many conflicts, each with exactly the claims it supports."""

import tomllib
from pathlib import Path

import pytest

from graph.extraction import extract_claims
from graph.iris import fold_name
from graph.reading import article_from_text

FOLDER = Path(__file__).parent
SENTENCES = {
    sentence: claims
    for group in tomllib.loads((FOLDER / "sentences.toml").read_text()).values()
    for sentence, claims in group.items()
}
NOT_YET = frozenset((FOLDER / "sentences_not_yet.txt").read_text().splitlines())
"""Sentences that are read wrongly as yet; strict, so that each leaves the list once it is read right."""

Key = tuple[str, str, str, str, str | None]


def key(
    subject: str, relation: str, target: str, stance: str = "asserts", asserter: str | None = None
) -> Key:
    ends = [fold_name(subject), target if relation == "accusedOf" else fold_name(target)]
    if relation in ("opposes", "metWith"):
        ends.sort()
    return ends[0], relation, ends[1], stance, None if asserter is None else fold_name(asserter)


def cases() -> list[object]:
    wrong = pytest.mark.xfail(reason="not read right yet")
    return [pytest.param(each, id=each[:60], marks=[wrong] if each in NOT_YET else []) for each in SENTENCES]


@pytest.mark.parametrize("sentence", cases())
def test_a_sentence_gives_exactly_its_claims(sentence: str) -> None:
    claims = extract_claims(article_from_text(sentence, id="sentence"))
    found = {
        key(c.subject.name, c.relation, c.object_name, c.stance, c.asserter.name if c.asserter else None)
        for c in claims
    }
    assert found == {key(*claim) for claim in SENTENCES[sentence]}


def test_the_same_sentence_always_gives_the_same_claims() -> None:
    article = article_from_text("Hezbollah fought alongside the Syrian army.", id="sentence")
    assert len({tuple(map(repr, extract_claims(article))) for _ in range(10)}) == 1


def test_there_are_enough_of_them() -> None:
    assert len(SENTENCES) >= 150
    assert sum(not claims for claims in SENTENCES.values()) >= 50
    assert set(SENTENCES) >= NOT_YET
