"""Whatever the text, the steps of voice answer."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.extraction.document import Document
from graph.extraction.voice import answered_by, asserters_of, caveat_for, stance_of

SAMPLE = """said says denies accused of that the army General Haftar killed not according to claims report by
    “ ” " ' , . : ? if will he I could verify charges as false — (@a) in view per \u200f Ж"""
WORDS = st.sampled_from([*SAMPLE.split(), "\n", "\n\n"])


@settings(max_examples=150, deadline=None)
@given(text=st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=60)))
def test_any_text_is_answered(read: Callable[[str], Document], text: str) -> None:
    document = read(text)
    for speech in document.speeches:
        assert speech.content
        answered_by(document, speech)
    for token in document.doc:
        assert stance_of(document, token) in {"asserts", "denies", None}
        span = document.doc[token.i : token.i + 1]
        asserters_of(document, span)
        caveat = caveat_for(document, span)
        assert caveat is None or text[caveat.start : caveat.end] == caveat.exact
