from collections.abc import Callable

import pytest

from graph.extraction.document import Document
from graph.extraction.voice import (
    answered_by,
    answers_for,
    disputes,
    is_blanket,
    principals,
    says_no,
    stance_of,
)

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "denier"),
    [
        ("Rwanda denies backing the rebels.", "Rwanda"),
        ("The ministry rejected the accusations.", "ministry"),
        ("Iran dismissed the allegations as propaganda.", "Iran"),
        ("Iran called the allegations baseless.", "Iran"),
        ("Iran described the report as false.", "Iran"),
        ("Iran said the claims were false.", "Iran"),
        ("Maria Kovac pleaded not guilty.", "Maria Kovac"),
        ("Maria Kovac has maintained her innocence.", "Maria Kovac"),
        ("“The report is a lie,” said Maria Kovac.", "Maria Kovac"),
        ("Maria Kovac told the judge she was not guilty.", "Maria Kovac"),
        ("Officials denied accusations by relatives that men are beaten.", "Officials"),
        ("The army told the judge it was not guilty.", "army"),
    ],
)
def test_who_denies(read: Read, text: str, denier: str) -> None:
    speakers = [speech.speaker for speech in read(text).speeches if speech.kind == "denies"]
    assert [speaker.name for speaker in speakers if speaker] == [denier]


@pytest.mark.parametrize(
    "text",
    [
        "The court denied him a lawyer.",
        "He was denied bail.",
        "Maria Kovac said the report was not false.",
        "The army did not deny the killings.",
        "The army shelled the town.",
        "The court dismissed the appeal against the acquittal.",
        "Maria Kovac said he had been wrongfully convicted.",
    ],
)
def test_who_does_not_deny(read: Read, text: str) -> None:
    assert not [speech for speech in read(text).speeches if speech.kind == "denies"]


@pytest.mark.parametrize(
    ("text", "event", "stance"),
    [
        ("Rwanda denies backing the rebels.", "backing", "denies"),
        ("Rwanda said it had not armed the rebels.", "armed", "denies"),
        ("“We never attacked the town,” said General Haftar.", "attacked", "denies"),
        ("Maria Kovac said soldiers attacked the town.", "attacked", "asserts"),
        ("Soldiers attacked the town.", "attacked", "asserts"),
        ("Rwanda denies backing the rebels, who attacked the town.", "attacked", "asserts"),
        ("Officials denied accusations that men were beaten.", "beaten", "denies"),
        ("Two men denied organising protests after soldiers attacked the town.", "attacked", "asserts"),
        ("Soldiers did not attack the town.", "attack", None),
        ("Maria Kovac said soldiers might attack the town.", "attack", None),
    ],
)
def test_stance(read: Read, text: str, event: str, stance: str | None) -> None:
    document = read(text)
    token = next(token for token in document.doc if token.text == event)
    assert stance_of(document, token) == stance


def test_a_blanket_denial_points_back(read: Read) -> None:
    document = read(
        "Amnesty accused the army of torture. The report came out on Monday. The army denies the charges."
    )
    denial = next(speech for speech in document.speeches if speech.kind == "denies")
    assert is_blanket(denial)
    passages = [span.text.strip() for span in answered_by(document, denial)]
    assert passages[0].startswith("The army denies")
    assert passages[-1] == "Amnesty accused the army of torture."


def test_a_plea_points_back(read: Read) -> None:
    document = read("Amnesty accused the army of torture. The army told the court it was not guilty.")
    denial = next(speech for speech in document.speeches if speech.kind == "denies")
    assert [span.text.strip() for span in answered_by(document, denial)][-1].startswith("Amnesty accused")


def test_a_second_denial_is_of_the_same_party(read: Read) -> None:
    document = read("Norway rejects accusations of torture and denies the arrests, saying it seeks peace.")
    deniers = [speech.speaker for speech in document.speeches if speech.kind == "denies"]
    assert [denier.name for denier in deniers if denier] == ["Norway", "Norway"]


def test_a_denial_of_its_own_act_points_nowhere(read: Read) -> None:
    document = read("Amnesty accused the army of torture. The army denies backing the militia.")
    denial = next(speech for speech in document.speeches if speech.kind == "denies")
    assert not is_blanket(denial)
    assert answered_by(document, denial) == []


def test_they_deny_who_were_accused(read: Read) -> None:
    document = read("Peter Novak and Maria Kovac were charged with kidnapping. Both have pleaded not guilty.")
    speakers = [speech.speaker for speech in document.speeches if speech.kind == "denies"]
    assert [speaker.name for speaker in speakers if speaker] == ["Peter Novak", "Maria Kovac"]


@pytest.mark.parametrize(
    ("text", "speaker", "principal"),
    [
        ("Ivo Brandt, a spokesman for the Tarsan army, denied it.", "Ivo Brandt", "Tarsan army"),
        ("Maria Kovac's lawyer, Peter Novak, denied it.", "Peter Novak", "Maria Kovac"),
        ("Norway's foreign ministry denied it.", "Norway's foreign ministry", "Norway"),
    ],
)
def test_for_whom_somebody_answers(read: Read, text: str, speaker: str, principal: str) -> None:
    document = read(text)
    actors = {actor.name: actor for actor in document.actors}
    assert actors[principal] in principals(document, actors[speaker])
    assert answers_for(document, actors[speaker], actors[principal])


def test_who_is_only_from_somewhere_answers_for_nobody(read: Read) -> None:
    document = read("Peter Novak, a critic of Norway, denied it.")
    actors = {actor.name: actor for actor in document.actors}
    assert principals(document, actors["Peter Novak"]) == []


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("The army tortured twelve men. “No one was tortured,” the army said.", True),
        ("The army tortured twelve men. The army denied that it tortured anybody.", True),
        ("The army tortured twelve men. “Never have we done so,” the army said.", True),
        ("The army tortured twelve men. “They were tortured,” the army said.", False),
        ("The army tortured twelve men. “No one was tortured,” a farmer said.", False),
        ("The army tortured twelve men. The army did not comment.", False),
    ],
)
def test_who_disputes_an_act_told_before(read: Read, text: str, does: bool) -> None:
    document = read(text)
    army = next(actor for actor in document.actors if actor.name == "army")
    act = next(token.i for token in document.doc if token.text == "tortured")
    found = [
        speech
        for speech in document.speeches
        if speech.speaker and says_no(speech) and answers_for(document, speech.speaker, army)
    ]
    assert any(disputes(document, speech, [act]) for speech in found) is does


@pytest.mark.parametrize(
    ("text", "act", "stance"),
    [
        ("The union rejected the army's invasion of Lorna.", "invasion", "asserts"),
        ("Ivo Brandt disavowed the attacks on civilians.", "attacks", "asserts"),
        ("The union rejected any invasion of Lorna.", "invasion", "denies"),
        ("Norway rejected accusations of torture.", "torture", "denies"),
        ("Norway denied the invasion of Lorna.", "invasion", "denies"),
    ],
)
def test_an_act_that_is_turned_down_is_not_denied(read: Read, text: str, act: str, stance: str) -> None:
    document = read(text)
    assert stance_of(document, next(token for token in document.doc if token.text == act)) == stance
