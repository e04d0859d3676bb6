"""A text cut at its quotes."""

from hypothesis import given
from hypothesis import strategies as st

from api.models.claims import ArticleReference, Claim, Speaker
from api.models.common import Passage, Quote, Reference
from api.pages.highlights import highlighted, whole

SOMEBODY = Reference(iri="urn:x:a", href=None, name="A")
ARTICLE = ArticleReference(
    iri="urn:x:b", href=None, id="b", title=None, publisher=None, published=None, address=None
)


def claim(number: int, text: str, start: int, end: int) -> Claim:
    return Claim(
        iri=f"urn:x:{number}", href=None, id=str(number), summary="", subject=SOMEBODY, relation="supports",
        relation_label="supports", object=SOMEBODY, stance="asserts", status="reported",
        speaker=Speaker(name="A", actor=None, own_voice=True, relay=None), verb="",
        quote=Quote(exact=text[start:end], start=start, end=end), caveat=None, article=ARTICLE,
        support_kind=None, mode=None, victims=None, place=None, date=None, date_end=None, deaths=None,
        former=False, extractor="x/1", edge="0" * 24, review=None, revision_of=None,
    )  # fmt: skip


@given(st.text(min_size=1, max_size=60), st.data())
def test_segments_are_the_text_and_each_quote_is_its_own_segments(text: str, data: st.DataObject) -> None:
    places = st.integers(0, len(text) - 1).flatmap(
        lambda start: st.tuples(st.just(start), st.integers(start + 1, len(text)))
    )
    claims = [
        claim(number, text, *place) for number, place in enumerate(data.draw(st.lists(places, max_size=6)))
    ]
    segments = highlighted(whole(text), claims)
    assert "".join(segment.text for segment in segments) == text
    for each in claims:
        assert "".join(part.text for part in segments if each in part.claims) == each.quote.exact
        assert [part.begins.count(each) for part in segments if each in part.begins] == [1]
        assert [part.ends.count(each) for part in segments if each in part.ends] == [1]


def test_a_quote_outside_the_passage_is_not_marked() -> None:
    text = "0123456789"
    part = Passage(start=4, end=8, text=text[4:8])
    segments = highlighted(part, [claim(1, text, 5, 6), claim(2, text, 0, 2), claim(3, text, 7, 9)])
    assert [(segment.text, [each.id for each in segment.claims]) for segment in segments] == [
        ("4", []),
        ("5", ["1"]),
        ("67", []),
    ]
