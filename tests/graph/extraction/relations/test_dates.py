"""When an act was: as the sentence tells it, never after the article."""

import pytest

from graph.extraction import extract_claims
from graph.model import Article

CASES = [
    ("M23 rebels killed five civilians in Goma on March 3, 2020.", "2021-01-03", "2020-03-03"),
    ("M23 rebels killed five civilians in Goma on January 2.", "2021-01-03", "2021-01-02"),
    ("M23 rebels killed five civilians in Goma on December 28.", "2021-01-03", "2020-12-28"),
    ("M23 rebels killed five civilians in Goma on December 28.", "2021-01-03T09:00:00Z", "2020-12-28"),
    ("M23 rebels killed five civilians in Goma on December 28.", "2021-01", "2020-12-28"),
    ("M23 rebels killed five civilians in Goma on December 28.", "2021", "2021-12-28"),
    ("M23 rebels killed five civilians in Goma on February 31, 2020.", "2021-01-03", "2020-02"),
    ("M23 rebels killed five civilians in Goma on December 28.", None, None),
]


@pytest.mark.parametrize(("text", "published", "expected"), CASES)
def test_dates_an_act(text: str, published: str | None, expected: str | None) -> None:
    article = Article(id="a", text=text, original_sha256="", media_type="text/plain", published=published)
    assert {claim.date for claim in extract_claims(article) if claim.relation == "accusedOf"} == {expected}
