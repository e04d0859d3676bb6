"""Heads of state and government, told without their state, are given to their own or to none."""

import pytest

from graph.extraction import extract_claims
from graph.extraction.actors.rulers import states_ruled
from graph.model import Party
from graph.reading import article_from_text


@pytest.mark.parametrize(
    ("name", "states"),
    [
        ("Joe Biden", {"united states"}),
        ("Trump", {"united states"}),
        ("Abiy", {"ethiopia"}),
        ("Peña Nieto", {"mexico"}),
        ("Recep Tayyip Erdoğan", {"turkey"}),
        ("Khan", {"afghanistan", "pakistan"}),
        ("Joe Trump", set()),
        ("Idris Belhoumane", set()),
    ],
)
def test_rulers_are_known_by_their_names(name: str, states: set[str]) -> None:
    assert states_ruled(name) == states


@pytest.mark.parametrize(
    ("text", "person"),
    [
        (
            "Iran released four prisoners on Monday. Iran wants sanctions lifted. As the Biden "
            "administration hopes to revive talks, Iran has enriched more uranium.",
            "Biden",
        ),
        (
            "Police in Sri Lanka said the mob killed a factory manager from Sri Lanka. Prime Minister Imran "
            "Khan called it a day of shame.",
            "Imran Khan",
        ),
    ],
)
def test_a_ruler_is_given_to_no_other_state(text: str, person: str) -> None:
    claims = extract_claims(article_from_text(text, id="rulers"))
    led = [c.object for c in claims if c.relation == "leads" and c.subject.name == person]
    assert [party.name for party in led if isinstance(party, Party) and party.kind == "State"] == []


def test_a_ruler_is_given_to_his_state_wherever_it_is_named() -> None:
    text = (
        "Iran released four prisoners on Monday, Iran's judiciary said. Officials of the United States met "
        "Iranian envoys in Oman. President Joe Biden welcomed the release."
    )
    claims = extract_claims(article_from_text(text, id="rulers"))
    led = {c.object_name for c in claims if c.relation == "leads" and c.subject.name == "Joe Biden"}
    assert led == {"United States"}
