"""Who is proposed as having done the acts of a text, by more than nearness."""

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
        and candidate.is_linked
        and not candidate.links[0].startswith("suffers")
    }


@pytest.mark.parametrize(
    "text",
    [
        "The Anti-Kidnapping Unit of the Kano police met the governor.",
        "Civilians are subject to torture, rape and murder.",
    ],
)
def test_nobody_is_accused(text: str) -> None:
    assert not accused(text)


def test_a_person_is_no_object_under_protection() -> None:
    codes = {code for _, code in accused("Security forces attacked the activist Maria Kovac in Goma.")}
    assert "illTreatment" in codes
    assert "attackOnProtectedObjects" not in codes


def test_what_is_given_in_the_passive_is_done_to_its_subject() -> None:
    found = accused("The prisoners were beaten and given electric shocks by the police of Kano.")
    assert ("police", "torture") in found
    assert "prisoners" not in {subject for subject, _ in found}


def test_who_is_held_for_an_act_is_accused_not_who_holds_them() -> None:
    found = accused("Police arrested Ivo Brandt for kidnapping a merchant in Lorna.")
    assert {subject for subject, code in found if code == "abduction"} == {"Ivo Brandt"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Soldiers raped twelve women in Tarsa.", "sexualViolence"),
        ("Soldiers sexually assaulted twelve women in Tarsa.", "sexualViolence"),
        ("Soldiers arbitrarily arrested twelve people in Tarsa.", "arbitraryDetention"),
    ],
)
def test_acts_are_known_by_forms_and_adverbs(text: str, code: str) -> None:
    assert ("Soldiers", code) in accused(text)


def test_what_no_label_knows_is_an_act_where_somebody_is_accused_of_it() -> None:
    assert ("Ivo Brandt", "otherViolation") in accused("Ivo Brandt was accused of printing leaflets.")
    assert ("Ivo Brandt", "otherViolation") not in accused(
        "Ivo Brandt was accused of plotting to kidnap a king."
    )
    assert not accused("Ivo Brandt was accused of involvement.")


@pytest.mark.parametrize(
    "text",
    [
        "Her relatives told the paper that Maria Kovac's been sexually assaulted and tortured.",
        "Maria Kovac was detained, beaten and tortured.",
    ],
)
def test_who_suffers_two_acts_does_neither(text: str) -> None:
    assert "Maria Kovac" not in {subject for subject, _ in accused(text)}
