"""Pairs of foes that no words of one sentence tie, and who stands near a cue."""

import pytest

from graph.extraction.english import prepare
from graph.extraction.relations import find_candidates
from graph.reading import article_from_text


def foes(text: str) -> set[tuple[frozenset[str], str]]:
    document, tree = prepare(article_from_text(text, id="sides"))
    return {
        (frozenset((c.subject.name, getattr(c.object, "name", ""))), c.pattern)
        for c in find_candidates(document, tree)
        if c.relation == "opposes"
    }


@pytest.mark.parametrize(
    ("text", "pair", "how"),
    [
        (
            "The Hill Brigade, an insurgent group, holds two valleys in Mali.",
            "Hill Brigade, Mali",
            "insurgent",
        ),
        ("Niger borders Mali. The two countries fought a war in 1994.", "Niger, Mali", "sides"),
        ("Mali is poor. The Hill Brigade has been fighting the army.", "Hill Brigade, Mali", "state"),
        (
            "The Hill Brigade, an insurgent group, left Mali for Niger. Mali is poor.",
            "Hill Brigade, Niger",
            "insurgent-other",
        ),
        ("Rebels hold two valleys in Mali. The rebels want talks.", "Rebels, Mali", "rebels"),
        (
            "The ousted president, Albert Ngoma, is held in his villa. Colonel Issa Sow led the coup.",
            "Albert Ngoma, Issa Sow",
            "coup",
        ),
        (
            "Army spokesman Adam Sow said the Lakes Front had shelled positions near Tessit.",
            "Army, Lakes Front",
            "strife",
        ),
    ],
)
def test_foes_are_met_beyond_the_sentence(text: str, pair: str, how: str) -> None:
    assert (frozenset(pair.split(", ")), f"opposes/implied-{how}") in foes(text)


@pytest.mark.parametrize(
    "text",
    [
        "Niger borders Mali. The two countries signed a treaty on water.",
        "The Hill Brigade, a football club, trains in Mali.",
        "The ousted president, Albert Ngoma, is held in his villa. Issa Sow visited him.",
        "The Hill Brigade entered the town with the army of Mali at its side.",
        "Mali holds elections on Sunday, and Niger falls silent.",
        "Veterans of the Second World War in Mali praised the Hill Brigade.",
    ],
)
def test_others_are_no_foes(text: str) -> None:
    assert foes(text) == set()
