"""Acts that several words tell, and those whom other sentences lay acts to."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.model import ACCUSATION
from graph.reading import article_from_text


def accused(text: str) -> set[tuple[str, str]]:
    document, tree = prepare(article_from_text(text, id="text"))
    return {
        (candidate.subject.name, str(candidate.object))
        for candidate in find_candidates(document, tree)
        if candidate.relation == ACCUSATION
    }


@pytest.mark.parametrize(
    ("text", "subject", "code"),
    [
        ("A truce collapsed in Doha. Kenya and Somalia blamed each other.", "Somalia", "ceasefireViolation"),
        (
            "The ceasefire ended on Friday. Sudan and Chad traded accusations over it.",
            "Chad",
            "ceasefireViolation",
        ),
        (
            "Both the army and the Karen Front complained of violations of the truce.",
            "Karen Front",
            "ceasefireViolation",
        ),
        (
            "Nobody at the Central Bureau would say where she was being held.",
            "Central Bureau",
            "enforcedDisappearance",
        ),
        ("The police have denied holding him since June.", "police", "enforcedDisappearance"),
        ("The Red Brigade's fighters include children.", "Red Brigade", "childSoldiers"),
        (
            "Girls as young as 12 were sent for training by the Green Front.",
            "Green Front",
            "childSoldiers",
        ),
    ],
)
def test_acts_that_no_label_names(text: str, subject: str, code: str) -> None:
    assert (subject, code) in accused(text)


@pytest.mark.parametrize(
    "text",
    [
        "Kenya and Somalia blamed each other for the collapse of the talks.",
        "Adam Lane was denied bail and remanded in custody by the court in Tarsa.",
        "The army did not say where its trucks were.",
        "Boys of 14 sat the exam at a school of the Green Church.",
    ],
)
def test_like_words_that_tell_of_no_act(text: str) -> None:
    found = {code for _, code in accused(text)}
    assert found.isdisjoint({"ceasefireViolation", "enforcedDisappearance", "childSoldiers"})


def test_named_suspects_are_accused_of_what_was_told_before() -> None:
    found = accused(
        "Four men have been charged with the murder of a journalist. "
        "The suspects were identified as Juan Perez, Luis Gomez and Carlos Ruiz."
    )
    assert {subject for subject, code in found if code == "unlawfulKilling"} >= {
        "Juan Perez",
        "Luis Gomez",
        "Carlos Ruiz",
    }


def test_the_same_charges_are_those_told_last() -> None:
    found = accused(
        "General Omar Tariq was charged with crimes against humanity. "
        "His deputy, Ali Hassan, faces the same charges."
    )
    assert ("Ali Hassan", "crimesAgainstHumanity") in found


def test_whose_order_it_was_may_be_told_behind() -> None:
    found = accused("Soldiers shot dead five miners on Friday. Captain Jose Lima gave the order.")
    assert ("Jose Lima", "unlawfulKilling") in found


def test_who_has_something_done_does_it() -> None:
    assert ("Issa Toure", "censorship") in accused("President Issa Toure had the newspaper closed.")
