"""Searching in any spelling."""

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from api.records.search import SearchIndex
from api.records.spelling import Vocabulary, skeleton, words_of


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Haftar", "Khalifa Haftar"),
        ("Hifter", "Khalifa Haftar"),
        ("khalifa heftar", "Khalifa Haftar"),
        ("HAFT", "Khalifa Haftar"),
        ("Halifa Haftar", "Khalifa Haftar"),
        ("general bolo", "Anton Bolo"),
        ("Misr Egypt", "Egypt"),
        ("Égypte Egypt", "Egypt"),
        ("karsu army", "Karsu Liberation Army"),
        ("war crime", "war crimes"),
    ],
)
def test_names_are_found_however_they_are_spelt(client: httpx.Client, query: str, name: str) -> None:
    items = client.get("/search", params={"q": query}).json()["items"]
    assert items[0]["name"] == name
    assert items[0]["href"]


def test_quotes_and_titles_are_found_with_who_says_so(client: httpx.Client) -> None:
    (hit,) = client.get("/search", params={"q": "shelled market", "kind": "claim"}).json()["items"]
    assert hit["claim"]["speaker"]["name"] == "Lake Watch"
    (title,) = client.get("/search", params={"q": "backers", "kind": "article"}).json()["items"]
    assert title["name"] == "Backers of the <b>Front</b>"
    page = client.get("/search", params={"q": "backers"}, headers={"accept": "text/html"}).text
    assert "<b>Front" not in page
    assert "&lt;b&gt;Front" in page


def test_pages_hold_everything_found_once(client: httpx.Client) -> None:
    whole = client.get("/search", params={"q": "Bolo"}).json()
    assert whole["total"] == len(whole["items"])
    first = client.get("/search", params={"q": "Bolo", "limit": 4}).json()
    rest = (
        client.get(first["next"] + "&limit=200").json()
        if "limit" not in first["next"]
        else client.get(first["next"]).json()
    )
    assert [*first["items"], *rest["items"]] == whole["items"][:8]


@pytest.mark.parametrize(
    "query", ['"', "AND OR NOT", "* (", "kind:actor", "a" * 500, "\u202e", "'; DROP TABLE x"]
)
def test_any_text_can_be_looked_for(client: httpx.Client, query: str) -> None:
    assert client.get("/search", params={"q": query}).status_code == 200


def test_what_is_withdrawn_is_not_found(own_client: httpx.Client, key: dict[str, str]) -> None:
    assert own_client.get("/search", params={"q": "Hifter", "kind": "actor"}).json()["total"] == 1
    own_client.delete("/articles/front-3", headers=key).raise_for_status()
    assert own_client.get("/search", params={"q": "Hifter", "kind": "actor"}).json()["total"] == 0
    assert own_client.get("/search", params={"q": "River Guard", "kind": "claim"}).json()["total"] == 0
    assert own_client.get("/search", params={"q": "Bolo", "kind": "claim"}).json()["total"] > 0


@pytest.mark.parametrize(
    "spellings",
    [
        ("haftar", "hifter", "heftar"),
        ("gaddafi", "qaddafi", "qadhafi", "kadafi", "gadafi"),
        ("mohammed", "muhammad", "mohamed"),
        ("assad", "asad"),
        ("houthi", "huthi"),
    ],
)
def test_transliterations_have_one_skeleton(spellings: tuple[str, ...]) -> None:
    assert len({skeleton(spelling) for spelling in spellings}) == 1


@given(st.text(max_size=40))
@settings(max_examples=50)
def test_a_word_is_like_itself(text: str) -> None:
    for word in words_of(text):
        assert Vocabulary([word, "other"]).alike(word)[word] == 1.0
    assert SearchIndex().search(text) == []
