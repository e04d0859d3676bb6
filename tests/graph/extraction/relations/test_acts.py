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
