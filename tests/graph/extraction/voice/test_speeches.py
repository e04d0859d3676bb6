from collections.abc import Callable

import pytest

from graph.extraction.document import Document
from graph.extraction.voice import asserters_of, first_person, speakers_of

Read = Callable[[str], Document]


def who_says(document: Document, passage: str) -> list[str]:
    start = document.doc.text.index(passage)
    span = document.doc.char_span(start, start + len(passage), alignment_mode="expand")
    assert span is not None
    return [speech.speaker.name for speech in asserters_of(document, span) if speech.speaker]


@pytest.mark.parametrize(
    ("text", "passage", "speakers"),
    [
        ("Maria Kovac said that soldiers burned the village.", "burned the village", ["Maria Kovac"]),
        ("Maria Kovac said soldiers burned the village.", "burned the village", ["Maria Kovac"]),
        ("Soldiers burned the village, said Maria Kovac.", "burned the village", ["Maria Kovac"]),
        ("Soldiers burned the village, Maria Kovac said.", "burned the village", ["Maria Kovac"]),
        ("“Soldiers burned the village,” said Maria Kovac.", "burned the village", ["Maria Kovac"]),
        ("“Soldiers burned the village,” Maria Kovac told reporters.", "burned the village", ["Maria Kovac"]),
        ('Maria Kovac told reporters: "Soldiers burned the village."', "burned the village", ["Maria Kovac"]),
        ("According to Maria Kovac, soldiers burned the village.", "burned the village", ["Maria Kovac"]),
        ("Soldiers burned the village, according to Maria Kovac.", "burned the village", ["Maria Kovac"]),
        ("Soldiers burned the village, according to two witnesses.", "burned", ["two witnesses"]),
        ("Human Rights Watch accused the army of burning villages.", "burning", ["Human Rights Watch"]),
        ("The army was accused by Oxfam of burning villages.", "burning", ["Oxfam"]),
        ("Amnesty International blamed the militia for the killings.", "killings", ["Amnesty International"]),
        ("Residents say that the militia looted the market.", "looted the market", ["Residents"]),
        ("For Maria Kovac, who studies war, the crimes of the army are known.", "crimes", ["Maria Kovac"]),
        ("For Maria Kovac, the war was a disaster.", "disaster", []),
        ("Video footage has emerged of soldiers executing prisoners.", "executing", ["Video footage"]),
        ("Soldiers burned the village.", "burned the village", []),
        ("The army was accused of burning villages.", "burning villages", []),
        ("The army has allegedly burned villages.", "burned villages", []),
        ("Maria Kovac called on the army to burn the weapons.", "burn the weapons", []),
        ("Maria Kovac did not say that soldiers burned the village.", "burned the village", []),
        ("Relatives of the dead further alleged that soldiers burned the village.", "burned", ["Relatives"]),
        ("The rights group said the men -- most of them old -- had been beaten.", "beaten", ["rights group"]),
        ("Soldiers burned the village, she said, adding that it was looted.", "looted", []),
        ("Maria Kovac told Reuters by phone that soldiers burned the village.", "burned", ["Maria Kovac"]),
        ("Rights groups have expressed worry over the burning of the village.", "burning", ["Rights groups"]),
        ("Two men died in a raid claimed by al Shabaab.", "raid", ["al Shabaab"]),
        ("Police picked people at random, Human Rights Watch is charging.", "picked", ["Human Rights Watch"]),
        ("When soldiers said no, the militia burned the village.", "burned", []),
        ("Oxfam denounced the trial, while activists complained of torture.", "torture", ["activists"]),
        ("The army responded to the protests with a raid that killed four.", "killed", []),
        ("The gang raped and killed villagers.", "killed", []),
        ("The country has witnessed a spate of killings.", "killings", []),
        ("More Evidence of Torture", "Torture", []),
        ("One opposition lawmaker said soldiers burned the village.", "burned", ["opposition lawmaker"]),
        ("Police fired at a crowd outside a school, witnesses said.", "fired", ["witnesses"]),
        ("In May, Maria Kovac argued, soldiers burned the village.", "burned", ["Maria Kovac"]),
        ("The soldiers, Maria Kovac said, had burned the village and fled.", "burned", ["Maria Kovac"]),
        ("Soldiers burned the village, a new report indicates.", "burned", ["new report"]),
        ("As reported by the Kampala Journal, soldiers burned the village.", "burned", ["Kampala Journal"]),
        ("In 2005, Human Rights Watch documented abuses by the group.", "abuses", ["Human Rights Watch"]),
        ("Residents saw soldiers shooting at the crowd.", "shooting", ["Residents"]),
        ("Foreign ministers have dubbed it kidnapping, a crime.", "kidnapping", ["Foreign ministers"]),
        ("The Kampala Journal ran a story alleging that soldiers looted.", "looted", ["Kampala Journal"]),
        ("Ten men were killed in an attack claimed by al Shabaab.", "killed", ["al Shabaab"]),
        ("“The world knew it was burned,” Maria Kovac said.", "burned", ["Maria Kovac"]),
        ("The minister, who resigned, said troops burned the village.", "burned", ["minister"]),
    ],
)  # fmt: skip
def test_who_says_a_passage(read: Read, text: str, passage: str, speakers: list[str]) -> None:
    assert who_says(read(text), passage) == speakers


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        ("burned", "Maria Kovac came. The village was burned, she said, adding that it was looted."),
        ("looted", "Maria Kovac came. The village was burned, she said, adding that it was looted."),
        ("burned", "“Soldiers burned it,” said Maria Kovac, rights and aid director at Oxfam."),
        ("burned", "Last month, Maria Kovac, an adviser, confirmed that soldiers burned the village."),
        ("burned", "Maria Kovac, an adviser who monitors arrests, said that soldiers burned the village."),
    ],
)
def test_who_speaks_among_other_nouns(read: Read, passage: str, text: str) -> None:
    assert who_says(read(text), passage) == ["Maria Kovac"]


def test_a_quotation_goes_on_behind_its_speaker(read: Read) -> None:
    document = read("“We fled,” said Maria Kovac. “Soldiers burned the village.”")
    assert who_says(document, "burned the village") == ["Maria Kovac"]


def test_a_quotation_goes_on_in_the_next_paragraph(read: Read) -> None:
    document = read("“We fled,” said Maria Kovac. “It was night.\n\n“Soldiers burned the village.”")
    assert who_says(document, "burned the village") == ["Maria Kovac"]


def test_a_speech_ends_where_another_clause_begins(read: Read) -> None:
    document = read("Maria Kovac said that soldiers burned the village, while rebels looted the market.")
    assert who_says(document, "burned the village") == ["Maria Kovac"]


def test_the_next_sentence_is_the_articles_own(read: Read) -> None:
    document = read("Maria Kovac said that soldiers burned the village. Rebels looted the market.")
    assert who_says(document, "looted the market") == []


def test_the_innermost_speaker_comes_first(read: Read) -> None:
    document = read("Peter Novak said that Maria Kovac claimed that soldiers burned the village.")
    start = document.doc.text.index("burned")
    span = document.doc.char_span(start, start + len("burned"))
    assert span is not None
    names = [speech.speaker.name for speech in speakers_of(document, span) if speech.speaker]
    assert names == ["Maria Kovac", "Peter Novak"]


def test_who_passes_a_report_on(read: Read) -> None:
    document = read("A report seen by Reuters said that soldiers burned the village.")
    speech = next(s for s in document.speeches if s.cue.text == "said")
    assert speech.speaker is not None
    assert speech.speaker.name == "report"
    assert speech.relay is not None
    assert speech.relay.name == "Reuters"


def test_a_post_is_its_signers(read: Read) -> None:
    document = read("Police beat a man today. — Maria Kovac (@mkovac) March 12, 2022")
    assert who_says(document, "beat a man") == ["Maria Kovac"]


def test_first_person_means_the_speaker(read: Read) -> None:
    document = read("“We burned the village,” said Maria Kovac. We saw it.")
    inside, outside = (token for token in document.doc if token.lower_ == "we")
    speaker = first_person(document, inside)
    assert speaker is not None
    assert speaker.name == "Maria Kovac"
    assert first_person(document, outside) is None


def test_quotation_marks_around_a_word_are_no_speech(read: Read) -> None:
    document = read("The so-called “council” met in the village.")
    assert document.speeches == []


@pytest.mark.parametrize(
    ("headline", "speakers"),
    [
        ("Army burned villages in Darfur: UN", ["UN"]),
        ("UN: Army burned villages in Darfur", ["UN"]),
        ("Gang burned villages behind the hills – residents", ["residents"]),
        ("Egypt: Soldiers burned villages in the north", []),
        ("Why the army burned villages: a history", []),
    ],
)
def test_a_headline_names_its_source(read: Read, headline: str, speakers: list[str]) -> None:
    assert who_says(read(headline + "\n\nThe army has burned villages."), "burned villages") == speakers


def test_an_interview_is_told_by_turns(read: Read) -> None:
    document = read(
        "Maria Kovac is a nurse. She spoke to us on Monday.\n\nWhat happened?\n\n"
        "Maria Kovac: Soldiers burned the village.\n\nAnd then?\n\nKovac: They killed my brother."
    )
    assert who_says(document, "burned the village") == ["Maria Kovac"]
    assert who_says(document, "killed my brother") == ["Maria Kovac"]
    assert who_says(document, "spoke to us") == []


def test_it_is_nobody_of_several(read: Read) -> None:
    document = read(
        "Officials say the plan is sound. The UN office called on Egypt to free men it said were beaten."
    )
    assert who_says(document, "were beaten") == ["UN office"]


def test_charges_are_laid_by_the_law(read: Read) -> None:
    document = read("Police said he was found on Monday. Peter Novak was charged with kidnapping.")
    assert who_says(document, "kidnapping") == ["Police"]
    assert who_says(read("Peter Novak was charged with kidnapping."), "kidnapping") == []
