import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction.voice.quotation import find_quotations


def quoted(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We left,” he said.", ["We left,"]),
        ('"We left," he said. "They came."', ["We left,", "They came."]),
        ("«Nous partons», he said.", ["Nous partons"]),
        ("''We rejoice,'' the group said.", ["We rejoice,"]),
        ("'We left,' he said.", ["We left,"]),
        ("The soldiers' homes and the army's trucks burned.", []),
        ("It’s the rebels’ fault.", []),
        ("He called it a ‘massacre’ and left.", ["massacre"]),
        ("“She said ‘never’ to me,” he said.", ["She said ‘never’ to me,"]),
        ("He said: “They came at night", ["They came at night"]),
        ("No quotation here.", []),
        ('"" he said', []),
    ],
)
def test_quotations_of_a_paragraph(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_left_open_is_continued_by_the_next_paragraph() -> None:
    first, second, third = find_quotations("“They came.\n\n“They burned the mill.”\n\n“Who?” she said.")
    assert (first.continued, second.continued, third.continued) == (False, True, False)


def test_an_unclosed_quotation_does_not_swallow_the_next_paragraph() -> None:
    assert quoted("He said: “They came.\n\nThe army left.") == ["They came."]


@given(st.text(alphabet="ab ,.\n\"'“”‘’«»", max_size=80))
def test_quotations_are_ordered_disjoint_and_inside_a_paragraph(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        last = quotation.end
