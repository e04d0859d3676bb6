"""Articles from texts and records, as programs hand them over; and anything at all as input."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import ArticleError, EmptyArticleError, TooLargeError
from graph.reading import SUFFIXES, article_from_record, article_from_text, read_articles
from graph.reading.decoding import clean


def test_given_fields_count_before_what_the_text_tells() -> None:
    text = "Army shells town\nBy Jane Doe\n28 September 2017\n\n(Reuters) - The army shelled the town.\n"
    told = article_from_text(text)
    assert (told.title, told.publisher, told.authors) == ("Army shells town", "Reuters", ("Jane Doe",))
    assert told.published == "2017-09-28"
    given_article = article_from_text(
        text, id="x", title="T", publisher="P", authors=("A B",), published="2017-10", language="en-GB"
    )
    assert (given_article.id, given_article.title, given_article.publisher) == ("x", "T", "P")
    assert given_article.authors == ("A B",)
    assert (given_article.published, given_article.language) == ("2017-10", "en-GB")


def test_id_is_the_records_own_else_its_address_else_the_files_stem_else_a_hash() -> None:
    record = {"text": "The army shelled the town.", "url": "https://example.org/1"}
    assert article_from_record({**record, "id": "a"}, default_id="stem").id == "a"
    assert article_from_record(record, default_id="stem").id == "https://example.org/1"
    assert article_from_record({"text": "One."}, default_id="stem").id == "stem"
    assert (
        article_from_record({"text": "One."}).id
        == article_from_text("One.").id
        != article_from_text("Two.").id
    )


def test_retrieval_is_recorded() -> None:
    article = article_from_record(
        {"text": "One.", "retrieved": "2020-05-01T10:00:00", "retrieved_by": "crawler 1"}
    )
    assert article.retrieved == datetime(2020, 5, 1, 10, tzinfo=UTC)
    assert article.retrieved_by == "crawler 1"


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "example.org", "http://[", "http:///x"]
)
def test_addresses_that_are_no_web_addresses_are_left_out(address: str) -> None:
    assert article_from_record({"text": "One.", "url": address}).address is None


def test_language_of_a_text_too_short_to_tell_is_left_open() -> None:
    assert article_from_text("Haftar, LNA").language is None
    assert (
        article_from_text("Les forces de Haftar ont tué seize civils dans la ville de Derna.").language
        == "fr"
    )


def test_limits() -> None:
    with pytest.raises(EmptyArticleError):
        article_from_text(" \n\x00")
    with pytest.raises(EmptyArticleError, match="text, body, content"):
        article_from_record({"title": "No text"})
    with pytest.raises(TooLargeError):
        article_from_text("é" * 51, max_bytes=100)
    assert article_from_text("é" * 50, max_bytes=100).text == "é" * 50
    with pytest.raises(ArticleError, match="field 'title' is no text"):
        article_from_record({"text": "One.", "title": 1.5})


def test_one_record_has_one_hash_whatever_the_order_of_its_fields() -> None:
    one = article_from_record({"id": "a", "text": "One."})
    other = article_from_record({"text": "One.", "id": "a"})
    assert one == other


@given(st.text())
def test_cleaning_keeps_every_offset_and_every_fit_character(text: str) -> None:
    cleaned = clean(text)
    assert len(cleaned) == len(text)
    cleaned.encode()
    assert clean(cleaned) == cleaned
    assert all(now == was or now in " \ufffd" for now, was in zip(cleaned, text, strict=True))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
NAMES = (
    st.sampled_from(
        ["id", "text", "body", "title", "publisher", "authors", "date", "url", "language", "retrieved"]
    )
    | st.text()
)
RECORDS = st.dictionaries(NAMES, JSON, max_size=6)
CONTENT = st.one_of(
    st.binary(max_size=400),
    st.text(max_size=400).map(str.encode),
    RECORDS.map(lambda record: json.dumps(record).encode()),
    st.lists(RECORDS, max_size=3).map(
        lambda records: b"\n".join(json.dumps(record).encode() for record in records)
    ),
    st.lists(RECORDS, max_size=3).map(lambda records: json.dumps(records).encode()),
    st.text(max_size=99).map(lambda text: f"---\n{text}\n---\nThe army shelled the town.".encode()),
    st.text(max_size=99).map(
        lambda text: f"<html><body><p>The army {text} shelled</p></body></html>".encode()
    ),
    st.integers(1, 9000).map(lambda depth: b"[" * depth),
    st.integers(1, 900).map(lambda depth: b"---\na: " + b"[" * depth + b"\n---\nText."),
    st.integers(1, 9000).map(lambda depth: b"<div>" * depth + b"The army shelled the town."),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200, deadline=None)
@given(content=CONTENT, suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_articles_or_article_errors(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    errors: list[ArticleError] = []
    for article in read_articles(path, errors.append):
        assert article.text.strip()
        assert article.id.strip()
        repr(article).encode()
        if suffix == ".txt":
            assert len(article.text) == len(content.decode())
    for error in errors:
        assert str(error).startswith(str(path))
        assert len(str(error).splitlines()) == 1


@given(RECORDS)
def test_any_record_is_an_article_or_an_article_error(record: dict[str, object]) -> None:
    try:
        article = article_from_record(record)
    except ArticleError as error:
        assert len(str(error).splitlines()) == 1  # noqa: PT017
    else:
        assert article == article_from_record(record)
