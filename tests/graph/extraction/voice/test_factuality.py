from collections.abc import Callable

import pytest

from graph.extraction.document import Document
from graph.extraction.voice import factuality

Read = Callable[[str], Document]

ACTUAL = [
    ("Soldiers killed twelve civilians.", "killed"),
    ("The army has killed civilians.", "killed"),
    ("The army is accused of planning to attack the town.", "attack"),
    ("The general was charged with plotting to kill the minister.", "kill"),
    ("The officer was arrested for allegedly torturing a prisoner.", "torturing"),
    ("The UN condemned the killing of civilians.", "killing"),
    ("She urged the army to stop bombing the town.", "bombing"),
    ("Not only did soldiers kill him.", "kill"),
    ("After killing ten men the rebels left.", "killing"),
    ("Guards would often beat the prisoners.", "beat"),
    ("It is clear that soldiers killed civilians.", "killed"),
    ("The army carried out attacks on the town.", "attacks"),
    ("The rebels, who killed ten men, may leave the town.", "killed"),
]
NEGATED = [
    ("Soldiers did not kill civilians.", "kill"),
    ("The army never attacked the town.", "attacked"),
    ("No civilians were killed.", "killed"),
    ("The army denied killing civilians.", "killing"),
    ("The militia failed to capture the town.", "capture"),
    ("The army did not carry out attacks on the town.", "attacks"),
    ("There is no evidence that the army killed civilians.", "killed"),
    ("The troops left without killing anybody.", "killing"),
    ("Nobody was killed.", "killed"),
]
UNREAL = [
    ("The army may have killed civilians.", "killed"),
    ("The army might attack the town.", "attack"),
    ("The army will attack the town.", "attack"),
    ("If the army attacks the town, people will flee.", "attacks"),
    ("The general threatened to attack the town.", "attack"),
    ("She urged the army to leave the town.", "leave"),
    ("The rebels plan to attack the town.", "attack"),
    ("Experts warned that the army could attack the town.", "attack"),
    ("Did the army attack the town?", "attack"),
    ("The minister should have supported the rebels.", "supported"),
    ("It is unclear whether soldiers killed him.", "killed"),
]


@pytest.mark.parametrize(
    ("text", "event", "told"),
    [(*case, "actual") for case in ACTUAL]
    + [(*case, "negated") for case in NEGATED]
    + [(*case, "unreal") for case in UNREAL],
)
def test_how_an_event_is_told(read: Read, text: str, event: str, told: str) -> None:
    document = read(text)
    token = next(token for token in document.doc if token.text == event)
    assert factuality(token) == told
