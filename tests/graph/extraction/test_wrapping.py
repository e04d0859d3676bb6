"""Line ends inside sentences are read as spaces; those of headlines and paragraphs stay."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.extraction import extract_claims
from graph.extraction.wrapping import unwrap
from graph.model import Article

HEADLINE = "Front for the Lakes kidnapped twelve girls, UN says"
LEAD = (
    "GOMA, June 3 (Agency) - The Front for the Lakes kidnapped twelve girls on Sunday, Human Rights Watch "
    "said in a report that it put out on Monday after months of work. General Idris Belhoumane, the head "
    "of the Front for the Lakes, was not to be reached for comment."
)
MORE = (
    "Sudan denied that it had armed the Front for the Lakes, as the United Nations says it has, and called "
    "the report an invention of its enemies. Its troops have been in the area since the spring of last year."
)
PARAGRAPHS = f"{HEADLINE}\n\n{LEAD}\n\n{MORE}\n"


def article(text: str) -> Article:
    return Article(id="a", text=text, original_sha256="", media_type="text/plain")


def wrapped(width: int, line_end: str = "\n", between: str = "\n\n") -> str:
    paragraphs = [line_end.join(textwrap.wrap(each, width)) for each in (HEADLINE, LEAD, MORE)]
    return between.join(paragraphs) + line_end


@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n", "\n  "])
@pytest.mark.parametrize("width", [60, 72, 80])
def test_line_ends_inside_paragraphs_are_undone(width: int, line_end: str) -> None:
    text = wrapped(width, line_end)
    found = unwrap(text)
    assert len(found) == len(text)
    read = [" ".join(paragraph.split()) for paragraph in found.split("\n\n")]
    assert read == [HEADLINE, LEAD, MORE]


def test_paragraphs_without_a_blank_line_between_stay_apart() -> None:
    assert unwrap(wrapped(72, between="\n")).count("\n") == 3


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPHS,
        PARAGRAPHS.replace("\n\n", "\n"),
        "Ten men in the town hall\nSome bread and water for the road\nA well\nThe long way round\n" * 3,
        "",
        "\n\n",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert unwrap(text) == text


@given(st.text(alphabet=st.sampled_from("ab. \n\r\t\u2028"), max_size=300))
def test_any_text_keeps_its_length_and_words(text: str) -> None:
    found = unwrap(text)
    assert len(found) == len(text)
    assert found.split() == text.split()


@pytest.mark.parametrize("width", [60, 72])
def test_a_wrapped_article_gives_the_claims_of_the_same_article_unwrapped(width: int) -> None:
    text = wrapped(width)

    def triples(text: str) -> set[tuple[str, str, str, str, str | None]]:
        claims = extract_claims(article(text))
        assert all(text[c.quote.start : c.quote.end] == c.quote.exact for c in claims)
        return {
            (c.subject.name, c.relation, c.object_name, c.stance, c.asserter.name if c.asserter else None)
            for c in claims
        }

    assert triples(text) == triples(PARAGRAPHS)
    assert triples(text)
