"""Posts and bodies that one sentence tells and another names, or that are told by whose they are."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text

Triple = tuple[str, str, str]

TOLD: dict[str, Triple] = {
    # a post first, its holder in the next sentence
    "A senior commander of the Lowland Front surrendered on Tuesday. Tomas Reyna, 41, came out.": (
        "Tomas Reyna",
        "memberOf",
        "Lowland Front",
    ),
    "The health minister of Kenya resigned on Monday. Lina Haddad had been in office for two years.": (
        "Lina Haddad",
        "leads",
        "Kenya",
    ),
    # by a common noun of the body
    "The Hill Division drove them out. The division's commander, General Omar Louati, denied it.": (
        "Omar Louati",
        "leads",
        "Hill Division",
    ),
    "The Desert Battalion holds 600 people. The head of the unit, Anis Bek, denied it.": (
        "Anis Bek",
        "leads",
        "Desert Battalion",
    ),
    # by a name that its holder goes by
    "The Desert Brigade fled. Its spokesman, who goes by the name of Abu Said, denied it.": (
        "Abu Said",
        "memberOf",
        "Desert Brigade",
    ),
    "The Kenyan Human Rights Commission spoke. Its chief commissioner, Amina Worede, was held.": (
        "Amina Worede",
        "leads",
        "Kenyan Human Rights Commission",
    ),
    "The Desert Army lost two of its officers, Col. Omar Sow and Maj. Ali Moro, in the raid.": (
        "Ali Moro",
        "memberOf",
        "Desert Army",
    ),
    # under whoever holds a post
    "U.N. Secretary-General's envoy Astrid Berg condemned the strike.": ("Astrid Berg", "memberOf", "U.N."),
    # in another's place
    "Anwar Latif led the Desert Brigade until 2019. Hamid Sow took over from Latif in May.": (
        "Hamid Sow",
        "leads",
        "Desert Brigade",
    ),
    # parts told behind a comma
    "The 4th Armoured Brigade, an army unit based in Tarsa, opened fire.": (
        "4th Armoured Brigade",
        "memberOf",
        "army",
    ),
}

NOT_TOLD: dict[str, Triple] = {
    "The forces of General Khalifa Haftar, it said, shelled Tripoli.": ("Khalifa Haftar", "leads", "forces"),
    "She met a commander of the Harbour Union in Oslo. Omar Bek was jailed.": (
        "Omar Bek",
        "memberOf",
        "Harbour Union",
    ),
    "Ethiopia's army chief, Berhanu Jula, spoke.": ("Berhanu Jula", "leads", "Ethiopia"),
    "Members of the Harbour Union marched. Omar Bek was jailed.": ("Omar Bek", "memberOf", "Harbour Union"),
    "Omar Bek replaced the door of the Harbour Union.": ("Omar Bek", "leads", "Harbour Union"),
    "The Desert Brigade, an old army song, was sung.": ("Desert Brigade", "memberOf", "army"),
    "The Congolese army left. A spokesman of the Ugandan army, Felix Kato, denied it.": (
        "Felix Kato",
        "memberOf",
        "Congolese army",
    ),
}


def proposed(text: str) -> set[Triple]:
    document, tree = prepare(article_from_text(text, id="text"))
    return {
        (c.subject.name, c.relation, c.object if isinstance(c.object, str) else c.object.name)
        for c in find_candidates(document, tree)
        if not c.pattern.endswith("/near")
    }


@pytest.mark.parametrize("text", TOLD)
def test_what_sentences_tell_together_is_proposed(text: str) -> None:
    assert TOLD[text] in proposed(text)


@pytest.mark.parametrize("text", NOT_TOLD)
def test_what_they_do_not_tell_is_not(text: str) -> None:
    assert NOT_TOLD[text] not in proposed(text)
