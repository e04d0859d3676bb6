"""Sanctions told of numbered entries, opponents of those who rule, protests: what no one clause tells."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text

NOTICE = """Ministry of Finance of Norway - Notice 12

1. {opening}

2. Major General Ihor Belan, commander of the Ninth Brigade. He gave the order to fire.

3. Harbour Freight. A holding registered in Oslo.

4. Ali Moro told the ministry that the list was an insult.
"""


def proposed(text: str, relation: str) -> set[tuple[str, str]]:
    document, tree = prepare(article_from_text(text, id="text"))
    return {
        (candidate.subject.name, candidate.object.name)
        for candidate in find_candidates(document, tree)
        if candidate.relation == relation
        and not isinstance(candidate.object, str)
        and not candidate.pattern.endswith("/near")
    }


@pytest.mark.parametrize(
    "opening",
    [
        "The persons and entities below have been designated. Their funds are frozen.",
        "Two persons were added to the list of those under an asset freeze. Reasons follow.",
    ],
)
def test_entries_below_a_notice_are_under_its_sanctions(opening: str) -> None:
    found = proposed(NOTICE.format(opening=opening), "sanctionedBy")
    assert {subject for subject, _ in found} == {"Ihor Belan", "Harbour Freight"}
    assert len({power for _, power in found}) == 1


def test_entries_below_anything_else_are_under_none() -> None:
    opening = "The persons and entities below have been thanked. Reasons follow."
    assert not proposed(NOTICE.format(opening=opening), "sanctionedBy")


@pytest.mark.parametrize(
    ("sentence", "pair"),
    [
        ("Opposition leader Ali Moro was freed.", ("Ali Moro", "Omar Sow")),
        ("The opposition Harbour Movement boycotted the vote.", None),
        ("The main opposition party, the Harbour Movement, won.", ("Harbour Movement", "Omar Sow")),
        ("The opposition closed the Harbour Movement's office.", None),
    ],
)
def test_the_opposition_is_against_who_rules(sentence: str, pair: tuple[str, str] | None) -> None:
    found = proposed(f"Kenyan President Omar Sow spoke. {sentence}", "opposes")
    assert found == ({pair} if pair else set())


def test_protesters_are_for_or_against_whom_their_protests_are() -> None:
    text = "Protesters filled the square. The protests against President Omar Sow grew."
    assert ("Protesters", "Omar Sow") in proposed(text, "opposes")
    text = "Protesters filled the square. The rallies in support of President Omar Sow grew."
    assert ("Protesters", "Omar Sow") in proposed(text, "supports")


@pytest.mark.parametrize(
    ("sentence", "relation", "pair"),
    [
        # a preposition that the parser hangs on a title
        ("Chad is a close ally of Kenyan president Omar Sow.", "supports", ("Chad", "Omar Sow")),
        # who stands before a passive verb in a by-phrase is not its subject
        ("Two firms controlled by the army were sanctioned by Norway.", "sanctionedBy", None),
    ],
)
def test_a_pair_is_met_where_it_stands(sentence: str, relation: str, pair: tuple[str, str] | None) -> None:
    found = proposed(sentence, relation)
    assert pair in found if pair else not found
