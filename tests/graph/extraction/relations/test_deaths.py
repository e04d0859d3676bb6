"""How many dead a claim tells of: what counts people, and nothing else that is counted near them."""

import pytest

from graph.extraction import extract_claims
from graph.reading import article_from_text

CASES = {
    "M23 rebels killed two dozen civilians in Goma.": 24,
    "M23 rebels killed three hundred civilians.": 300,
    "M23 rebels killed 2,500 civilians.": 2500,
    "M23 rebels killed twenty-five civilians.": 25,
    "The RSF massacred more than one hundred and twenty people.": 120,
    "Russian soldiers murdered one woman and wounded 30 others.": 1,
    "Wagner Group executed at least 27 people in 2 villages.": 27,
    "The Syrian army executed dozens of villagers, aged 15 to 70, in Moura.": None,
    "The Myanmar police killed unarmed protesters with 9 mm bullets.": None,
    "The Syrian army fired 40 rockets at the market, killing civilians.": None,
    "The Syrian army bombed a market in Idlib and killed nine civilians.": 9,
    "The Bosnian Serb army massacred about 8,000 men and boys in Srebrenica.": 8000,
    "The Bosnian Serb army murdered 12 men and 3 boys in Srebrenica.": 15,
    "M23 rebels killed 5 farmers and dozens of miners.": None,
    "M23 rebels murdered 20 to 30 civilians.": None,
    "Forty civilians were massacred by the RSF in May 2024.": 40,
    "The RSF attacked a hospital, Amnesty International said, and 17 patients died.": 17,
    "Saudi warplanes bombed a wedding in Yemen, leaving 131 civilians dead.": 131,
}


@pytest.mark.parametrize("text", CASES)
def test_counts_the_dead(text: str) -> None:
    article = article_from_text(text, id="text")
    told = {claim.deaths for claim in extract_claims(article) if claim.relation == "accusedOf"}
    assert told == {CASES[text]}
