from collections.abc import Callable

import pytest

from graph.extraction.document import Document
from graph.extraction.voice import caveat_for

Read = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "passage", "caveat"),
    [
        (
            "A video shows soldiers killing a man. The paper could not independently verify the video.",
            "soldiers killing a man",
            "The paper could not independently verify the video",
        ),
        (
            "A video shows soldiers killing a man.\n\nThe claim could not be verified.",
            "soldiers killing a man",
            "The claim could not be verified",
        ),
        ("Police verified the video of soldiers killing a man.", "soldiers killing a man", None),
        (
            "Soldiers killed a man.\n\nThe rebels said they won. The claim could not be verified.",
            "killed a man",
            None,
        ),
        ("The claim could not be verified.\n\nSoldiers killed a man.", "Soldiers killed", None),
    ],
)
def test_the_caveat_of_a_passage(read: Read, text: str, passage: str, caveat: str | None) -> None:
    document = read(text)
    start = text.index(passage)
    span = document.doc.char_span(start, start + len(passage))
    assert span is not None
    found = caveat_for(document, span)
    assert (found and found.exact) == caveat
    if found:
        assert text[found.start : found.end] == found.exact
