"""What a claim quotes: the words that bear it out, those of a denial with what is denied."""

import pytest

from graph.extraction import extract_claims
from graph.reading import article_from_text

DENIALS = {
    "Saudi Arabia accuses Iran of arming the Houthis. Iran denies arming the Houthis.": (
        "Iran denies arming the Houthis"
    ),
    "The UN said Rwanda supports the M23. Rwanda denies that it supports the M23.": (
        "Rwanda denies that it supports the M23"
    ),
    "Diplomats say Uganda supports the M23. An army spokesman denied that Uganda supports the M23.": (
        "An army spokesman denied that Uganda supports the M23"
    ),
    "The UN accused the M23 of killings in Kishishe. The M23 denied the killings.": (
        "The M23 denied the killings"
    ),
}


@pytest.mark.parametrize("text", DENIALS)
def test_the_quote_of_a_denial_says_what_is_denied(text: str) -> None:
    article = article_from_text(text, id="text")
    quotes = {claim.quote.exact for claim in extract_claims(article) if claim.stance == "denies"}
    assert quotes == {DENIALS[text]}


def test_who_reports_at_the_end_stays_out_of_the_quote() -> None:
    text = "The United Arab Emirates has armed the LNA, a United Nations panel of experts said."
    article = article_from_text(text, id="text")
    (claim,) = extract_claims(article)
    assert claim.quote.exact == "The United Arab Emirates has armed the LNA"
    assert claim.asserter is not None
    assert claim.asserter.name == "United Nations panel"
