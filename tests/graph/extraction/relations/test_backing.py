"""Who is proposed as backed, and by whom, where no pattern alone ties the two."""

from __future__ import annotations

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text


def backing(text: str, among: str = "") -> set[tuple[str, str]]:
    """Backers and backed of a text, of candidates whose pattern has some words in its name."""
    document, tree = prepare(article_from_text(text, id="x"))
    return {
        (candidate.subject.name, candidate.object.name)
        for candidate in find_candidates(document, tree)
        if candidate.relation == "supports" and not isinstance(candidate.object, str)
        if among in candidate.pattern
    }


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        (
            "The Lowland Front took Gara in May. Chad has armed the front since 2019.",
            ("Chad", "Lowland Front"),
        ),
        ("General Omar Moro took Gara. The marshal is supported by Chad.", ("Chad", "Omar Moro")),
        ("Oman let the talks fail. The sultanate has armed the Lowland Front.", ("Oman", "Lowland Front")),
    ],
)
def test_short_forms(text: str, pair: tuple[str, str]) -> None:
    assert pair in backing(text)


def test_a_realm_of_a_name_is_no_other() -> None:
    assert ("Oman", "Lowland Front") not in backing(
        "Oman left. The kingdom of Dahal has armed the Lowland Front."
    )


def test_groups_stand_for_the_named() -> None:
    text = "The Lowland Front took Gara in May. Chad has armed the rebels since 2019, diplomats said."
    assert ("Chad", "Lowland Front") in backing(text)


def test_armies_stand_for_their_state() -> None:
    text = "Mali held a vote in May. Mali is poor. Chad has sent drones to the army, diplomats said."
    assert ("Chad", "Mali") in backing(text, "implied-backed-standin")


def test_no_stand_in_for_whoever_has_a_name() -> None:
    text = "The Lowland Front took Gara in May. Chad has armed the Giants Brigade since 2019."
    assert backing(text, "standin") == set()
