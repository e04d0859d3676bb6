"""Cuts a text into lines, and tells those whose capitals mean nothing: titles and shouting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span


@dataclass(frozen=True, slots=True)
class Line:
    """One line, as token indices. `headline` marks Title Case and ALL CAPS."""

    start: int
    end: int
    headline: bool


def lines_of(doc: Doc) -> Iterator[Line]:
    """The lines of a text that hold anything, in order."""
    start = 0
    for token in doc:
        if token.is_space and "\n" in token.text:
            if token.i > start:
                yield Line(start, token.i, _is_headline(doc[start : token.i]))
            start = token.i + 1
    if start < len(doc):
        yield Line(start, len(doc), _is_headline(doc[start : len(doc)]))


def _is_headline(line: Span) -> bool:
    """Whether most of its longer words are capitalised."""
    words = [token for token in line if token.is_alpha and len(token) > 3]
    if len(words) < 4:
        return False
    capitals = sum(token.text[0].isupper() for token in words)
    if line[-1].text in {".", "?", "!", "\u201d", '"'}:
        return all(token.is_upper for token in words)
    return capitals >= 0.7 * len(words)
