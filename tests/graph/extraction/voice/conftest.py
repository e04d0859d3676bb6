from collections.abc import Callable

import pytest

from graph.extraction.actors import read_actors
from graph.extraction.document import Document, parse_article
from graph.extraction.voice import find_speeches
from graph.model import Article


@pytest.fixture(scope="session")
def read() -> Callable[[str], Document]:
    """Reads a text as far as its speeches."""

    def read_text(text: str) -> Document:
        article = Article(id="test", text=text, original_sha256="", media_type="text/plain")
        document = parse_article(article)
        read_actors(document)
        document.speeches = find_speeches(document)
        return document

    return read_text
