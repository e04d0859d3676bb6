"""Whom an act was done to, in the article's words."""

import pytest

from graph.extraction import extract_claims
from graph.reading import article_from_text

CASES = {
    "M23 rebels killed at least 27 civilians in Goma.": "at least 27 civilians",
    "M23 rebels murdered the nurse Maria Kovac in Goma.": "nurse Maria Kovac",
    "Forty farmers were killed by M23 rebels.": "Forty farmers",
}


@pytest.mark.parametrize("text", CASES)
def test_names_the_victims(text: str) -> None:
    article = article_from_text(text, id="text")
    assert {c.victims for c in extract_claims(article) if c.relation == "accusedOf"} == {CASES[text]}


def test_a_time_is_no_victim() -> None:
    text = "The Lowland Army was responsible for civilian casualties of the first months of 2020, he said."
    claims = extract_claims(article_from_text(text, id="text"))
    assert [c.victims for c in claims if c.relation == "accusedOf"] == [None]
