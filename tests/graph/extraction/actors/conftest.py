"""An article's text in, its document with mentions and actors out."""

from collections.abc import Callable

import pytest

from graph.extraction.actors import read_actors
from graph.extraction.document import Document, parse_article
from graph.model import Article

Reader = Callable[[str], Document]


@pytest.fixture
def read() -> Reader:
    """Reads the actors of a text."""

    def read_text(text: str) -> Document:
        article = Article(id="test", text=text, original_sha256="", media_type="text/plain")
        document = parse_article(article)
        read_actors(document)
        return document

    return read_text


@pytest.fixture
def meant(read: Reader) -> Callable[[str], str | None]:
    """Whom the passage in [[double brackets]] means: the actor's name, None for nobody."""

    def read_marked(marked: str) -> str | None:
        before, _, rest = marked.partition("[[")
        passage, _, behind = rest.partition("]]")
        document = read(before + passage + behind)
        found = [
            mention
            for mention in document.mentions
            if mention.span.start_char < len(before) + len(passage) and mention.span.end_char > len(before)
        ]
        best = max(found, key=lambda mention: _overlap(mention.span.text, passage), default=None)
        return best.actor.name if best is not None else None

    return read_marked


def _overlap(one: str, other: str) -> float:
    shared = len(set(one.split()) & set(other.split()))
    return shared / (len(one.split()) + len(other.split()))
