"""Parts of a text around its quotes."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from api.models.common import Quote
from api.records.passages import FEW_WORDS, context_of, excerpts

TEXT = " ".join(f"w{number}" for number in range(200))


def quote(text: str, start: int, end: int) -> Quote:
    return Quote(exact=text[start:end], start=start, end=end)


def test_a_context_is_some_whole_words_on_each_side() -> None:
    start = TEXT.index("w100")
    context = context_of(TEXT, quote(TEXT, start, start + 4), 3)
    assert (context.before, context.after) == ("w97 w98 w99 ", " w101 w102 w103")


def test_a_context_ends_with_the_text() -> None:
    context = context_of("one two", quote("one two", 0, 7), 5)
    assert (context.before, context.after) == ("", "")


@st.composite
def texts_with_quotes(draw: st.DrawFn) -> tuple[str, list[Quote]]:
    text = draw(st.text(alphabet="ab \n\u202eé😀", min_size=1, max_size=300))
    places = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    return text, [quote(text, *place) for place in draw(st.lists(places, min_size=1, max_size=6))]


@given(texts_with_quotes())
def test_excerpts_are_parts_of_the_text_apart_from_each_other_and_hold_every_quote(
    given_text: tuple[str, list[Quote]],
) -> None:
    text, quotes = given_text
    for known in (text, None):
        parts = excerpts(known, quotes)
        assert all(text[part.start : part.end] == part.text for part in parts)
        assert all(one.end < other.start for one, other in pairwise(parts))
        assert all(
            any(part.start <= each.start and each.end <= part.end for part in parts) for each in quotes
        )


def test_of_a_long_text_only_a_few_words_are_shown() -> None:
    start = TEXT.index("w100")
    (part,) = excerpts(TEXT, [quote(TEXT, start, start + 4)])
    assert len(part.text.split()) == 2 * FEW_WORDS + 1
