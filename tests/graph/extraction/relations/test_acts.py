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
        and not candidate.tie.how.startswith("suffers")
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


@pytest.mark.parametrize(
    ("text", "who", "code"),
    [
        (
            "Two herders were tortured and later killed in Tarsa by the Lowland Army.",
            "Lowland Army",
            "torture",
        ),
        (
            "Two herders were killed in raids conducted by the Lowland Army.",
            "Lowland Army",
            "unlawfulKilling",
        ),
        ("The kidnapping was blamed on the Lowland Army.", "Lowland Army", "abduction"),
        ("Ivo Brandt faces charges of kidnapping.", "Ivo Brandt", "abduction"),
        ("Ivo Brandt was held, accused of kidnapping a merchant.", "Ivo Brandt", "abduction"),
        ("Ivo Brandt has been linked to Maria Kovac's murder.", "Ivo Brandt", "unlawfulKilling"),
        ("Leaflets tell of Norway war crimes in the north.", "Norway", "warCrimes"),
        ("Most of them go through torture in the hands of the Lowland Army.", "Lowland Army", "torture"),
        ("Soldiers of the Lowland Army raped twelve women.", "Lowland Army", "sexualViolence"),
    ],
)
def test_agents_are_found_where_words_lie_between(text: str, who: str, code: str) -> None:
    assert (who, code) in accused(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ivo Brandt was jailed for painting a wall.", "otherViolation"),
        ("Ivo Brandt was charged under Article 12 of the press law.", "otherViolation"),
        ("Ivo Brandt illegally sold the harbour.", "otherViolation"),
        ("Ivo Brandt justified the massacre of the herders.", "complicity"),
        ("Ivo Brandt failed to stop the massacre of the herders.", "complicity"),
        ("Ivo Brandt stood by as soldiers massacred the herders.", "complicity"),
        ("Ivo Brandt sheltered soldiers accused of war crimes.", "complicity"),
        ("Ivo Brandt failed to rein in soldiers who killed villagers.", "complicity"),
        ("Ivo Brandt covered up the killings by the army.", "complicity"),
        ("Ivo Brandt controls the illicit trade in gold.", "corruption"),
        ("Ivo Brandt was jailed on extremism charges.", "otherViolation"),
    ],
)
def test_acts_that_no_label_knows(text: str, code: str) -> None:
    assert ("Ivo Brandt", code) in accused(text)


def test_what_is_illegal_to_be_or_to_trade_is_no_act() -> None:
    assert not accused("Ivo Brandt met illegal immigrants.")


def test_who_accuses_is_not_accused() -> None:
    found = accused("The ministry rejected a claim of torture by the Lowland Institute against Ivo Brandt.")
    assert "Lowland Institute" not in {subject for subject, _ in found}


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two robbers in Tarsa.",
        "Three suspected smugglers were detained by the police of Kano.",
        "The arrest of two kidnappers by the police of Kano was announced.",
    ],
)
def test_who_arrests_criminals_is_not_accused_of_it(text: str) -> None:
    assert "arbitraryDetention" not in {code for _, code in accused(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested two journalists in Tarsa.",
        "Police arbitrarily arrested two suspects in Tarsa.",
        "Police arrested two journalists and a robber in Tarsa.",
    ],
)
def test_other_arrests_are_weighed(text: str) -> None:
    assert "arbitraryDetention" in {code for _, code in accused(text)}


@pytest.mark.parametrize(
    ("text", "who", "code"),
    [
        ("Norway executed nine men for murder.", "Norway", "unlawfulKilling"),
        ("Norway summarily executed nine men.", "Norway", "extrajudicialExecution"),
        ("Soldiers executed nine men in Tarsa.", "Soldiers", "extrajudicialExecution"),
    ],
)
def test_a_death_sentence_is_no_execution_without_trial(text: str, who: str, code: str) -> None:
    assert {found for subject, found in accused(text) if subject == who} & {
        "unlawfulKilling",
        "extrajudicialExecution",
    } == {code}


@pytest.mark.parametrize(
    "text",
    [
        "Zhelvia flew rifles into Tarsa in violation of the UN arms embargo.",
        "Experts said Zhelvia and Orontia were in breach of the arms embargo.",
        "The arms embargo on Tarsa has been broken by Zhelvia.",
        "Zhelvia was accused of violations of the country's arms embargo.",
    ],
)
def test_an_embargo_is_broken_in_many_words(text: str) -> None:
    assert ("Zhelvia", "armsEmbargoViolation") in accused(text)


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Turkey sent Syrian mercenaries to Tripoli.", {"Turkey"}),
        ("Mercenaries from Sudan and Chad were hired by Khalil Moro.", {"Khalil Moro"}),
        ("Sudanese mercenaries guarded the oil field.", set()),
    ],
)
def test_mercenaries_are_used_by_who_hires_them(text: str, who: set[str]) -> None:
    assert {subject for subject, code in accused(text) if code == "useOfMercenaries"} == who


def test_weapons_named_after_an_act_are_no_act() -> None:
    assert not accused("Turkey sent attack helicopters to Tripoli.")


@pytest.mark.parametrize(
    ("text", "who", "code"),
    [
        ("The lawyers said that Norway's actions amount to genocide.", "Norway", "genocide"),
        ("Norway's shelling was a breach of the ceasefire.", "Norway", "ceasefireViolation"),
        ("The attack on the camp by Norway was a war crime.", "Norway", "warCrimes"),
        ("The Lowland Army was behind drone strikes on the market.", "Lowland Army", "attackOnCivilians"),
        ("Four people were hurt in strikes blamed on the Lowland Army.", "Lowland Army", "attackOnCivilians"),
        ("Norway accuses the Lowland Army of ceasefire violations.", "Lowland Army", "ceasefireViolation"),
        (
            "A warrant was issued for Ivo Brandt for crimes against humanity.",
            "Ivo Brandt",
            "crimesAgainstHumanity",
        ),
        ("The court issued a warrant for Ivo Brandt on suspicion of war crimes.", "Ivo Brandt", "warCrimes"),
        ("Lowland Army fighters went house to house, looting homes and shops.", "Lowland Army", "pillage"),
    ],
)
def test_who_is_accused_by_what_is_said_of_their_deeds(text: str, who: str, code: str) -> None:
    assert (who, code) in accused(text)


def test_who_issues_a_warrant_is_not_accused() -> None:
    assert "ICC" not in {who for who, _ in accused("The ICC issued a warrant for Ivo Brandt for war crimes.")}


def test_those_who_accuse_each_other_are_both_accused() -> None:
    found = accused("Norway and Sweden accused each other of breaking the ceasefire.")
    assert {("Norway", "ceasefireViolation"), ("Sweden", "ceasefireViolation")} <= found


def test_denying_an_act_is_no_denial_of_aid() -> None:
    found = accused("The Lowland Army denied that its men had kept the aid.")
    assert "denialOfHumanitarianAid" not in {code for _, code in found}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Norway filed a case against Ivo Brandt for genocide.", "genocide"),
        ("Norway's case against Ivo Brandt alleges genocide.", "genocide"),
        ("The court issued a warrant for Ivo Brandt on charges of torture.", "torture"),
        ("Norway imposed sanctions on Ivo Brandt over corruption.", "corruption"),
        ("Norway charged Ivo Brandt and 14 other officials with drug trafficking.", "corruption"),
        ("Ivo Brandt is on trial for corruption.", "corruption"),
        ("Ivo Brandt, wanted for crimes against humanity, was flown to Harun.", "crimesAgainstHumanity"),
    ],
)
def test_whom_a_case_is_brought_against_is_accused(text: str, code: str) -> None:
    assert {subject for subject, accused_of in accused(text) if accused_of == code} == {"Ivo Brandt"}


@pytest.mark.parametrize(
    ("text", "who", "code"),
    [
        ("The police stood by as soldiers massacred the herders.", "police", "unlawfulKilling"),
        ("Police met Ivo Brandt after soldiers massacred the herders.", "Ivo Brandt", "unlawfulKilling"),
        ("The junta sentenced Ivo Brandt after a secret trial.", "Ivo Brandt", "unfairTrial"),
        ("The army seized the airport.", "army", "censorship"),
        ("Ivo Brandt incited subversion.", "Ivo Brandt", "complicity"),
        ("Ivo Brandt was sentenced to life imprisonment for the murder.", "Ivo Brandt", "arbitraryDetention"),
        ("Ivo Brandt disappeared in March.", "Ivo Brandt", "enforcedDisappearance"),
        ("Ivo Brandt went missing in March.", "Ivo Brandt", "enforcedDisappearance"),
    ],
)
def test_what_is_not_laid_to_somebody(text: str, who: str, code: str) -> None:
    assert (who, code) not in accused(text)


def test_who_holds_a_secret_trial_is_accused_of_it() -> None:
    assert ("junta", "unfairTrial") in accused("The junta sentenced Ivo Brandt after a secret trial.")


def test_a_named_station_may_be_silenced() -> None:
    assert ("junta", "censorship") in accused("The junta suspended the BBC in March.")


def test_who_is_charged_with_what_others_suffered_is_accused() -> None:
    assert ("Ivo Brandt", "arbitraryDetention") in accused("Ivo Brandt was charged with arbitrary detention.")
    assert ("Ivo Brandt", "enforcedDisappearance") in accused("Ivo Brandt forcibly disappeared critics.")


def test_backers_answer_for_what_backers_are_accused_of_and_for_no_forces() -> None:
    backed = "Ivo Brandt is backed by Norway. "
    told = accused(backed + "The countries that support Ivo Brandt are responsible for war crimes.")
    assert ("Norway", "warCrimes") in told
    told = accused(backed + "Forces loyal to Ivo Brandt are responsible for war crimes.")
    assert ("Norway", "warCrimes") not in told


@pytest.mark.parametrize(
    "text",
    [
        "Ethiopia killed 26 people in drone strikes on the town of Alamata.",
        "Ethiopian drone strikes killed 26 people in Alamata.",
        "Ethiopia bombed Alamata, killing 26 people and destroying a bridge.",
        "Twenty-six people were killed by Ethiopian shelling.",
    ],
)
def test_what_a_strike_does_is_the_strike_itself(text: str) -> None:
    assert {code for subject, code in accused(text) if subject == "Ethiopia"} == {"attackOnCivilians"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Police killed six protesters in Lorna.", {"excessiveForce"}),
        ("Police killed six villagers in Lorna.", {"unlawfulKilling"}),
        ("Police killed six aid workers in Lorna.", {"attackOnHumanitarianPersonnel"}),
        ("Police killed six employees of UNICEF in Lorna.", {"attackOnHumanitarianPersonnel"}),
        ("Police killed a villager in Lorna in March.", {"unlawfulKilling"}),
        ("Police shelled a place of worship in Lorna.", {"attackOnProtectedObjects"}),
        ("Police shelled a village near Lorna indiscriminately.", {"indiscriminateAttack"}),
    ],
)
def test_the_victim_tells_which_act_it_is(text: str, codes: set[str]) -> None:
    assert {code for subject, code in accused(text) if subject == "Police"} == codes


@pytest.mark.parametrize(
    "text",
    [
        "The army killed 30 of the attackers.",
        "The army killed dozens of Lowland Front fighters.",
        "The army drove the Lowland Front out of Lorna.",
        "The army besieged the barracks of the Lowland Front.",
    ],
)
def test_what_is_done_to_fighters_is_war(text: str) -> None:
    assert "army" not in {subject for subject, _ in accused(text)}


def test_fighters_who_are_held_are_no_fair_target() -> None:
    assert ("army", "unlawfulKilling") in accused("The army killed twelve captured fighters.")


@pytest.mark.parametrize(
    ("text", "subject", "code"),
    [
        (
            "Rebels of the Dawn Front turned around three trucks with flour.",
            "Dawn Front",
            "denialOfHumanitarianAid",
        ),
        ("The Lowland Army has let no food into Sarrin since May.", "Lowland Army", "starvation"),
        ("The Lowland Army took mattresses from the houses.", "Lowland Army", "pillage"),
        (
            "Missiles fired by the Lowland Army knocked out a power station.",
            "Lowland Army",
            "destructionOfProperty",
        ),
        (
            "A truce took hold on Monday. The Dawn Front broke it the same night.",
            "Dawn Front",
            "ceasefireViolation",
        ),
        ("Despite the truce, the Dawn Front shelled the port.", "Dawn Front", "ceasefireViolation"),
        (
            "Orland delivered drones to the Lowland Army in spite of an embargo.",
            "Orland",
            "armsEmbargoViolation",
        ),
        ("Orland recruited veterans for the Lowland Army.", "Orland", "useOfMercenaries"),
        ("The Lowland Army put mortars in a bell tower.", "Lowland Army", "otherViolation"),
        ("The Dawn Front watched as the mob burned the market.", "Dawn Front", "complicity"),
    ],
)
def test_acts_by_plain_words(text: str, subject: str, code: str) -> None:
    assert (subject, code) in accused(text)


@pytest.mark.parametrize(
    "text",
    [
        "The Dawn Front shelled the port. It has no allies.",
        "Orland delivered drones to the Lowland Army.",
        "The Lowland Army marked the truce with a parade.",
    ],
)
def test_what_breaks_no_truce_or_embargo(text: str) -> None:
    assert {code for _, code in accused(text)}.isdisjoint({"armsEmbargoViolation", "ceasefireViolation"})


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Girls were given to Lowland Army commanders as wives.", "sexualViolence"),
        ("He has not been seen since agents of the Lowland Army took him away.", "enforcedDisappearance"),
        ("The Lowland Army lured teenagers and sent them to the front.", "childSoldiers"),
        ("The Lowland Army handed rifles to children aged 13.", "childSoldiers"),
        ("The Lowland Army made prisoners build bunkers.", "enslavement"),
        ("The Lowland Army has thrown hundreds of critics behind bars.", "arbitraryDetention"),
        ("Lowland Army guards burned detainees with cigarettes.", "torture"),
        ("The Lowland Army fired wildly at houses.", "indiscriminateAttack"),
        ("The Lowland Army drove whole communities from the delta.", "forcedDisplacement"),
        ("The Lowland Army shot seven captured men.", "extrajudicialExecution"),
        ("Shells fired by the Lowland Army slammed into a bus station.", "attackOnCivilians"),
    ],
)
def test_common_verbs_tell_of_acts_by_what_stands_with_them(text: str, code: str) -> None:
    document, tree = prepare(article_from_text(text, id="text"))
    found = find_candidates(document, tree)
    assert ("Lowland Army", code) in {(each.subject.name, str(each.object)) for each in found}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Lowland Army seized the port of Lorna.", "abduction"),
        ("The Lowland Army took part in talks with villagers.", "abduction"),
        ("The Lowland Army made plans to build a road.", "enslavement"),
        ("Ivo Brandt died in custody.", "unlawfulKilling"),
        ("The Lowland Army recruited soldiers aged 25.", "childSoldiers"),
    ],
)
def test_common_verbs_tell_of_no_act_by_themselves(text: str, code: str) -> None:
    assert code not in {told for _, told in accused(text)}


def test_a_hyphen_hides_no_victim() -> None:
    text = "Fighters of the Dawn Front are responsible for most non-combatant deaths, a report said."
    document, tree = prepare(article_from_text(text, id="text"))
    found = [each for each in find_candidates(document, tree) if each.object == "unlawfulKilling"]
    assert {each.tie.strength for each in found} == {"victim"}
