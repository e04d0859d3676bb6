"""Articles on sanctions on several, which they name one by one."""

from __future__ import annotations

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text

ENTRIES = (
    " Omar Moro is the group's head of procurement. He has bought trucks through Lakeshore Trading FZE.\n\n"
    "Adam Lane, a retired colonel, trained the fighters.\n"
)


def sanctioned(text: str) -> set[tuple[str, str]]:
    """Subject and object of every sanction that a text is taken to tell of perhaps."""
    found = find_candidates(*prepare(article_from_text(text, id="article")))
    return {
        (c.subject.name, c.object if isinstance(c.object, str) else c.object.name)
        for c in found
        if c.relation == "sanctionedBy"
    }


@pytest.mark.parametrize(
    ("opening", "power"),
    [
        ("Britain on Friday sanctioned two individuals and a company.", "Britain"),
        ("Canada adopted restrictive measures against two persons and one entity.", "Canada"),
        ("Two men and a company have been sanctioned by Norway.", "Norway"),
    ],
)
def test_those_whom_an_article_on_new_sanctions_names_are_under_them(opening: str, power: str) -> None:
    assert {("Omar Moro", power), ("Adam Lane", power)} <= sanctioned(opening + ENTRIES)


@pytest.mark.parametrize(
    "opening",
    [
        "Britain on Friday lifted the sanctions on two individuals and a company.",
        "Britain on Friday received two individuals from a company.",
        "Aid groups asked Britain to impose sanctions on two individuals and a company.",
    ],
)
def test_those_whom_other_articles_name_are_not(opening: str) -> None:
    assert not {("Omar Moro", "Britain"), ("Adam Lane", "Britain")} & sanctioned(opening + ENTRIES)


def test_a_ruler_whom_it_names_is_not() -> None:
    opening = "Britain on Friday sanctioned two individuals and a company."
    assert ("Karim Sadek", "Britain") not in sanctioned(opening + ENTRIES + "President Karim Sadek left.\n")


def test_what_an_office_imposes_its_department_does() -> None:
    text = "The Kestrel Department of Trade's Office of Foreign Measures sanctioned Omar Moro."
    assert ("Omar Moro", "Kestrel Department of Trade") in sanctioned(text)


def test_who_finds_fault_with_sanctions_imposes_none() -> None:
    text = (
        "Kenya slammed the British government's decision to sanction three officers."
        " Those listed are Omar Sadek, Karim Lane and Ali Bako. Canada sanctioned Peter Okoro last year."
    )
    named = {"Omar Sadek", "Karim Lane", "Ali Bako"}
    told = {pair for pair in sanctioned(text) if pair[0] in named | {"Peter Okoro"}}
    assert told == {(name, "United Kingdom") for name in named} | {("Peter Okoro", "Canada")}
