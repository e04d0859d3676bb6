"""Whose act it is proposed to be: words that tie an act to those who did it, and to nobody else."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text

TIED = {
    "Two officers of the Fourth Brigade shot the villager.": ("Fourth Brigade", "unlawfulKilling"),
    "Masked men from the 106th Brigade abducted the lawmaker.": ("106th Brigade", "abduction"),
    "Fighters loyal to Khalil Moro executed 12 prisoners.": ("Khalil Moro", "extrajudicialExecution"),
    "The killing of 40 villagers by the ADF has drawn condemnation.": ("ADF", "unlawfulKilling"),
    "A massacre blamed on Eritrean troops left hundreds dead.": ("Eritrean troops", "unlawfulKilling"),
    "Detainees were beaten and tortured in Israeli prisons.": ("Israel", "torture"),
    "Students were shot on the orders of President Ali Moro.": ("Ali Moro", "unlawfulKilling"),
    "Twenty people were killed when al-Shabab fighters stormed the hotel.": ("al-Shabab", "unlawfulKilling"),
    "Israel accused of torturing Gaza detainees": ("Israel", "torture"),
    "Four Egyptian officers are on trial for the kidnapping of Giulio Regeni.": (
        "Egyptian officers",
        "abduction",
    ),
    "The court issued a warrant for Joseph Kony on charges including murder.": (
        "Joseph Kony",
        "unlawfulKilling",
    ),
    "Two nuns were murdered. The army blamed the killings on the Allied Lom Brigade.": (
        "Allied Lom Brigade",
        "unlawfulKilling",
    ),
    "Gunmen shot ten farmers. The Zarra Front claimed responsibility.": ("Zarra Front", "unlawfulKilling"),
    "The Lom Army bombed a hospital. Norland called the attack a war crime.": ("Lom Army", "warCrimes"),
    "Armed groups, among them the Vell Front, raped women.": ("Vell Front", "sexualViolence"),
    "Police executed 65 men, a third of them by the hand of Jean Mars.": (
        "Jean Mars",
        "extrajudicialExecution",
    ),
    "Experts spoke of genocide, of which Norland accuses the Lom Army.": ("Lom Army", "genocide"),
    "Gunmen killed 15 farmers. Witnesses said the attackers belonged to the Lowland Front.": (
        "Lowland Front",
        "unlawfulKilling",
    ),
    "Gunmen killed 15 farmers. The attackers were Lowland Front fighters.": (
        "Lowland Front",
        "unlawfulKilling",
    ),
    "A bomb killed 30 villagers. Officials accused the Lowland Front.": (
        "Lowland Front",
        "attackOnCivilians",
    ),
    "A bomb killed 30 villagers. The Lowland Front said it had carried out the attack.": (
        "Lowland Front",
        "attackOnCivilians",
    ),
    "The mayor was murdered. The attack was the work of the Lowland Front.": (
        "Lowland Front",
        "unlawfulKilling",
    ),
    "Soldiers under the command of Ali Moro shot 12 prisoners.": ("Ali Moro", "unlawfulKilling"),
    "The Lowland Front took the town. Three of them raped a girl.": ("Lowland Front", "sexualViolence"),
    "Responsibility for the massacre lies with the Rapid Support Forces.": (
        "Rapid Support Forces",
        "unlawfulKilling",
    ),
    "The video shows Azerbaijani soldiers executing prisoners.": (
        "Azerbaijani soldiers",
        "extrajudicialExecution",
    ),
    "Dozens of critics have been abducted, and activists blame the police.": ("police", "abduction"),
    "Hostages taken by Hamas were paraded through the streets.": ("Hamas", "abduction"),
    "Bandits seized 200 students in Zamfara.": ("Bandits", "abduction"),
}

NEAR = {
    "Paratroopers razed the hamlet, residents said. Two old men were burned alive.": (
        "Paratroopers",
        "unlawfulKilling",
    ),
    "The Lowland Front entered the village at dawn. More than 60 people were shot as they fled.": (
        "Lowland Front",
        "unlawfulKilling",
    ),
}
"""Who acted, or is told of, right before an act that nobody is said to do."""

UNTOLD = {
    "The commander Ali Moro was accused of sexual assault.": "illTreatment",
    "Ali Moro was convicted of sexual slavery.": "enslavement",
    "The army seized power in February.": "arbitraryDetention",
    "The rebels seized the town of Goma.": "abduction",
    "The Lowland Front seized El Fasher.": "abduction",
}


def accusations(text: str) -> set[tuple[str, str]]:
    """Actors and codes of the accusations that words of the text tie together."""
    found = find_candidates(*prepare(article_from_text(text, id="text")))
    return {(c.subject.name, str(c.object)) for c in found if c.relation == "accusedOf" and c.is_linked}


@pytest.mark.parametrize(("text", "accusation"), TIED.items())
def test_an_act_is_tied_to_who_did_it(text: str, accusation: tuple[str, str]) -> None:
    assert accusation in accusations(text)


@pytest.mark.parametrize(("text", "accusation"), NEAR.items())
def test_an_act_that_nobody_is_said_to_do_may_be_theirs_who_stand_before(
    text: str, accusation: tuple[str, str]
) -> None:
    found = find_candidates(*prepare(article_from_text(text, id="text")))
    assert accusation in {(c.subject.name, c.object) for c in found if c.tie.how in ("recent", "previous")}
    assert accusation not in accusations(text)


def test_who_condemns_an_attack_is_not_tied_to_it() -> None:
    told = accusations("A bomb killed 30 villagers. The Lowland Front condemned the attack.")
    assert told.isdisjoint({("Lowland Front", "attackOnCivilians")})


@pytest.mark.parametrize(("text", "code"), UNTOLD.items())
def test_words_of_another_act_tell_of_none(text: str, code: str) -> None:
    assert code not in {told for _, told in accusations(text)}


def test_one_person_does_not_stand_for_whose_he_is() -> None:
    assert accusations("Ali Moro's brother was jailed for rape.").isdisjoint({("Ali Moro", "sexualViolence")})
