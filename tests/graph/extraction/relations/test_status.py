"""How far an accusation is said to have got in law: nobody is convicted by words about others."""

import pytest

from graph.extraction import extract_claims
from graph.model import Article

CASES = {
    "the gaolers of convicted people": (
        "A court in Harvala sentenced four reporters to prison for insulting the president. Human Rights"
        " Watch said the Harvalan police had tortured the imprisoned reporters.",
        "Harvalan police",
        {"alleged"},
    ),
    "somebody charged": ("Prosecutors charged Colonel Bachir Omar with torture.", "Bachir Omar", {"charged"}),
    "somebody acquitted": (
        "Laurent Gbagbo was acquitted of crimes against humanity.",
        "Laurent Gbagbo",
        {"acquitted"},
    ),
    "somebody convicted, and another acquitted": (
        "United Nations judges have upheld the conviction of Ratko Adic for genocide, crimes against humanity"
        " and war crimes. Adic commanded the army. Momir Peric, a former chief of staff of the army, was"
        " acquitted in February 2013 of aiding war crimes and crimes against humanity in Tarsa and Lome.",
        "Ratko Adic",
        {"convicted"},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_tells_how_far_an_accusation_has_got(case: str) -> None:
    text, accused, expected = CASES[case]
    article = Article(id="a", text=text, original_sha256="", media_type="text/plain")
    claims = [claim for claim in extract_claims(article) if claim.subject.name == accused]
    assert {claim.status for claim in claims if claim.relation == "accusedOf"} == expected
