"""The project's extractor on texts of any kind."""

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import LanguageError
from graph.extraction import extract_claims
from graph.model import Article

TEXT = (
    "General Idris Belhoumane commands the Front for the Lakes. Sudan has armed the group since May. "
    "The Front for the Lakes kidnapped twelve girls on Sunday, Human Rights Watch said.\n\n"
    "Sudan denied that it had armed the Front for the Lakes.\n"
)
GERMAN = "Die Truppen des Generals haben am Montag das Dorf angegriffen und viele Menschen getötet. " * 5


def article(text: str) -> Article:
    return Article(id="a", text=text, original_sha256="", media_type="text/plain")


def triples(text: str) -> set[tuple[str, str, str, str, str | None]]:
    return {
        (c.subject.name, c.relation, c.object_name, c.stance, c.asserter.name if c.asserter else None)
        for c in extract_claims(article(text))
    }


def test_reads_who_leads_backs_and_is_accused_and_who_says_so() -> None:
    found = triples(TEXT)
    front = "Front for the Lakes"
    assert ("Idris Belhoumane", "leads", front, "asserts", None) in found
    assert ("Sudan", "supports", front, "asserts", None) in found
    assert (front, "accusedOf", "abduction", "asserts", "Human Rights Watch") in found
    assert ("Sudan", "supports", front, "denies", "Sudan") in found


def test_every_claim_shows_its_cue_and_quote() -> None:
    for claim in extract_claims(article(TEXT)):
        assert TEXT[claim.quote.start : claim.quote.end] == claim.quote.exact
        assert claim.cue is not None
        assert TEXT[claim.cue.start : claim.cue.end] == claim.cue.exact


def test_gives_the_same_claims_every_time() -> None:
    assert repr(extract_claims(article(TEXT))) == repr(extract_claims(article(TEXT)))


@pytest.mark.parametrize("text", [GERMAN, "Президент заявил, что войска вошли в город. " * 9])
def test_other_languages_are_refused_by_name(text: str) -> None:
    with pytest.raises(LanguageError, match="only English is read"):
        extract_claims(article(text))


@pytest.mark.parametrize("text", ["", "Ja, nein.", GERMAN[:90], TEXT.upper()])
def test_short_and_shouted_english_is_read(text: str) -> None:
    extract_claims(article(text))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=300))
def test_any_text_gives_claims_or_none(text: str) -> None:
    with suppress(LanguageError):
        extract_claims(article(text.encode(errors="ignore").decode()))


@pytest.mark.parametrize(
    "text", ["word " * 20_000, "X" * 100_000, TEXT.replace(".", "").replace(",", "") * 20]
)
def test_long_lines_without_punctuation_are_read(text: str) -> None:
    extract_claims(article(text))
