"""Nobody is said to lead two states in one article."""

from collections import defaultdict

import pytest

from graph.extraction import extract_claims
from graph.model import Article, Party
from graph.reading import article_from_text, read_articles
from graph.samples import ARTICLES


def states_led(article: Article) -> dict[str, set[str]]:
    found = defaultdict(set)
    for claim in extract_claims(article):
        if claim.relation == "leads" and isinstance(claim.object, Party) and claim.object.kind == "State":
            found[claim.subject.name].add(claim.object.name)
    return dict(found)


@pytest.mark.parametrize("article", list(read_articles(ARTICLES)), ids=lambda article: article.id)
def test_nobody_leads_two_states(article: Article) -> None:
    assert [name for name, states in states_led(article).items() if len(states) > 1] == []


def test_a_premier_is_not_given_to_a_state_that_has_none() -> None:
    text = (
        "Eritrea sent troops to support Ethiopia in its war. Prime Minister Abiy Ahmed, who at first denied "
        "that Eritrean troops had come, admitted it in March. Eritrea then said that they would leave."
    )
    assert states_led(article_from_text(text, id="premier")).get("Abiy Ahmed", set()) <= {"Ethiopia"}
