"""Whose denial bears out an accusation."""

import pytest

from graph.extraction.english import read_claims
from graph.reading import article_from_text


@pytest.mark.parametrize(
    "text",
    [
        "A federal judge dismissed a lawsuit accusing Norway of torture.",
        "The High Court dismissed the charges of fraud against Ivo Brandt.",
    ],
)
def test_a_judge_answers_for_nobody(text: str) -> None:
    claims = read_claims(article_from_text(text, id="text"))
    assert not [claim for claim in claims if claim.subject.name in ("federal judge", "High Court")]


def test_who_denies_an_act_is_accused_of_it() -> None:
    claims = read_claims(article_from_text("Norway denied torture.", id="text"))
    assert {(claim.subject.name, claim.object, claim.stance) for claim in claims} == {
        ("Norway", "torture", "denies")
    }
