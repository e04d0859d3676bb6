"""The project's own extractor: English news in, claims out, offline and the same every time."""

from __future__ import annotations

from graph.errors import LanguageError
from graph.extraction.actors import read_actors, resolve_first_person
from graph.extraction.assembly import assemble
from graph.extraction.classify import choose_candidates
from graph.extraction.classify.model import Model
from graph.extraction.document import Document, parse_article
from graph.extraction.relations import Tree
from graph.extraction.voice import find_speeches
from graph.model import Article, Claim
from graph.reading.language import tell_language

ENOUGH = 200
"""Letters below which a text says too little of its language to be refused for it."""
SURE = 0.9
"""How likely another language must be."""


def read_claims(article: Article) -> list[Claim]:
    """The claims of an English article, in no particular order.

    Raises LanguageError where the text is plainly in another language.
    """
    language = tell_language(article.text, sure=SURE, letters=ENOUGH)
    if language not in ("en", None):
        raise LanguageError(f"{article.id}: in the language {language!r}; only English is read")
    return claims_of(article)


def claims_of(article: Article, model: Model | None = None) -> list[Claim]:
    """As `read_claims`, in whatever language, by the given weights (None: those shipped)."""
    document, tree = prepare(article)
    return assemble(document, tree, choose_candidates(document, tree, model))


def prepare(article: Article) -> tuple[Document, Tree]:
    """An article parsed, with its actors and speeches found."""
    document = parse_article(article)
    read_actors(document)
    document.speeches = find_speeches(document)
    resolve_first_person(document)
    return document, Tree(document.doc)
