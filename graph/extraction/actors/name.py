"""One proper name as it stands in a text."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span

from graph.extraction.actors.lexicon import phrase
from graph.extraction.actors.tables import NameKind


@dataclass(eq=False, slots=True)
class Name:
    """One proper name in the text, without title; `kind` is None where its words do not tell it.

    `title` is what stands before a person's name ("prime minister"); `certain` whether the kind rests
    on the name's own words (title, head word, gazetteer). `adjective` marks demonyms ("Emirati"), which
    stand for their state.
    """

    span: Span
    words: list[str]
    kind: NameKind | None
    title: str | None = None
    certain: bool = False
    adjective: bool = False

    @property
    def text(self) -> str:
        """The name as one line of text."""
        return " ".join(self.span.text.split()).rstrip(")]\u201d\u2019\"':;,-")

    @property
    def phrase(self) -> str:
        """The name as the lists hold it: lower case, plain."""
        return phrase(self.words)

    @property
    def heads(self) -> list[str]:
        """The nouns by which a body of several words may be named again: of "Lowland Front", "Front of X"."""
        behind = next((place for place, word in enumerate(self.words) if word in ("of", "to")), 0)
        opening = self.words[:behind]
        return [self.words[-1], *opening[-1:], *([" ".join(opening[-2:])] if behind > 1 else ())]
