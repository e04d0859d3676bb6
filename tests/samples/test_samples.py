"""The sample articles are whole, of every format, of our own words, and their sources are listed."""

import re
from pathlib import Path

import pytest

from graph.model import Article
from graph.reading import read_articles
from graph.samples import ARTICLES

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
SAMPLES = list(read_articles(ARTICLES))
OUTLETS = (
    *("Reuters", "BBC", "Associated Press", "Agence France-Presse", "Al Jazeera", "CNN", "Guardian"),
    *("Le Monde", "New Arab", "New York Times", "TRT World", "Washington Post"),
)


def test_every_format_is_shown() -> None:
    assert {file.suffix for file in ARTICLES.iterdir()} == {".md", ".txt", ".html", ".json", ".jsonl"}
    assert len(SAMPLES) >= 8


@pytest.mark.parametrize("article", SAMPLES, ids=lambda article: article.id)
def test_a_sample_is_a_short_dated_article_that_names_its_reporters(article: Article) -> None:
    assert 120 <= len(article.text.split()) <= 250
    assert article.publisher == "Onus samples"
    assert article.title
    assert article.published
    assert article.language == "en"
    assert any(outlet in article.text for outlet in OUTLETS)


def test_sources_of_every_sample_are_listed() -> None:
    listed = re.findall(r"^\| `([^`]+)`", (ARTICLES.parent / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(file.name for file in ARTICLES.iterdir())


@pytest.mark.skipif(not SEEDS.is_dir(), reason="needs ../shared/seeds")
def test_no_wording_is_taken_from_the_seeds() -> None:
    seeds = " ".join(" ".join(_words(path.read_text())) for path in SEEDS.glob("*.txt"))
    for article in SAMPLES:
        words = _words(article.text)
        for start in range(len(words) - 8):
            assert " ".join(words[start : start + 9]) not in seeds, article.id


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
